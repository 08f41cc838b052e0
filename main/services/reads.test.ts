import { describe, expect, it } from 'vitest';
import type { CreativeTestList } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result } from '../../engine/core/index.ts';
import { createReads } from './reads.ts';

const list: CreativeTestList = {
  tests: [],
  summary: { winner: 0, keep_testing: 0, no_difference: 0, unhealthy: 0, no_data: 0 },
  variants: 0,
  dataThrough: null,
  sources: [],
  method: '',
};

function counted(answers: readonly Result<CreativeTestList>[]) {
  let calls = 0;
  const reads = createReads({
    creativeTests: async () => answers[calls++] ?? ok(list),
    freshness: async () => ok([]),
  });
  return { reads, calls: () => calls };
}

describe('reads', () => {
  it('are made once and again after the data changed', async () => {
    const { reads, calls } = counted([]);
    await Promise.all([reads.creativeTests(), reads.creativeTests()]);
    expect(calls()).toBe(1);
    reads.forget();
    await reads.creativeTests();
    expect(calls()).toBe(2);
  });

  it('do not keep a failure', async () => {
    const { reads } = counted([err(appError('CACHE_WORKER_DIED'))]);
    expect(await reads.creativeTests()).toMatchObject({ ok: false });
    expect(await reads.creativeTests()).toMatchObject({ ok: true });
  });

  it('answer CANCELLED to the caller who gave up and still serve the other', async () => {
    let finish: (result: Result<CreativeTestList>) => void = () => {};
    const reads = createReads({
      creativeTests: () => new Promise((resolve) => (finish = resolve)),
      freshness: async () => ok([]),
    });
    const impatient = new AbortController();
    const first = reads.creativeTests(impatient.signal);
    const second = reads.creativeTests();
    impatient.abort();
    expect(await first).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    finish(ok(list));
    expect(await second).toMatchObject({ ok: true });
  });
});

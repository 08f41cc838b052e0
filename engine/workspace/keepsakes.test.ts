import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scopeSchema } from '../contract/index.ts';
import { dayOf, instantOf } from '../core/index.ts';
import { openKeepsakes } from './keepsakes.ts';

let dir: string;
let path: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workbench-keepsakes-'));
  path = join(dir, 'views.json');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const view = (id: string, name: string) => ({
  id,
  name,
  page: 'growth' as const,
  scope: scopeSchema.parse({ options: { metric: 'cac' } }),
  savedAt: instantOf(0),
});
const note = (id: string, day: string) => ({ id, day: dayOf(day), text: 'Price change', savedAt: instantOf(0) });

describe('saved views and notes', () => {
  it('are none in a new workspace, and survive being opened again', async () => {
    expect(await openKeepsakes(path).views()).toEqual({ ok: true, value: [] });
    await openKeepsakes(path).saveView(view('a', 'CAC by channel'));
    await openKeepsakes(path).annotate(note('n', '2026-11-02'));
    const again = openKeepsakes(path);
    expect(await again.views()).toMatchObject({ value: [{ id: 'a', scope: { options: { metric: 'cac' } } }] });
    expect(await again.annotations()).toMatchObject({ value: [{ id: 'n' }] });
  });

  it('replace a view of the same name, remove by id, sort notes by day', async () => {
    const kept = openKeepsakes(path);
    await kept.saveView(view('a', 'Morning'));
    expect(await kept.saveView(view('b', 'Morning'))).toMatchObject({ value: [{ id: 'b' }] });
    expect(await kept.removeView('b')).toEqual({ ok: true, value: [] });
    await kept.annotate(note('late', '2026-11-05'));
    expect(await kept.annotate(note('early', '2026-11-01'))).toMatchObject({
      value: [{ id: 'early' }, { id: 'late' }],
    });
    expect(await kept.removeAnnotation('late')).toMatchObject({ value: [{ id: 'early' }] });
  });

  it('lose nothing when many are written at once', async () => {
    const kept = openKeepsakes(path);
    await Promise.all(Array.from({ length: 20 }, (_, i) => kept.saveView(view(`v${i}`, `View ${i}`))));
    expect(await kept.views()).toMatchObject({ value: { length: 20 } });
  });

  it('that can not be read are said to be so, and left as they are', async () => {
    await writeFile(path, '{"version": 1, "views": [{"id": 4}]');
    expect(await openKeepsakes(path).saveView(view('a', 'x'))).toMatchObject({ error: { code: 'VIEWS_UNREADABLE' } });
    expect(await readFile(path, 'utf8')).toBe('{"version": 1, "views": [{"id": 4}]');
  });
});

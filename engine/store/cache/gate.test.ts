import { describe, expect, it } from 'vitest';
import { Gate } from './gate.ts';

/** A piece of work that ends when it is told to. */
function job(log: string[], name: string) {
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = async () => {
    log.push(`${name} begins`);
    await done;
    log.push(`${name} ends`);
  };
  return { work, finish };
}

describe('the gate', () => {
  it('lets readers in together and keeps whoever wants to be alone waiting for them', async () => {
    const gate = new Gate();
    const log: string[] = [];
    const [a, b, w] = [job(log, 'a'), job(log, 'b'), job(log, 'w')];
    const all = [gate.shared(a.work), gate.shared(b.work), gate.alone(w.work)];
    await Promise.resolve();
    a.finish();
    b.finish();
    w.finish();
    await Promise.all(all);
    expect(log).toEqual(['a begins', 'b begins', 'a ends', 'b ends', 'w begins', 'w ends']);
  });

  it('does not let later readers pass someone who waits to be alone', async () => {
    const gate = new Gate();
    const log: string[] = [];
    const [a, w, late] = [job(log, 'a'), job(log, 'w'), job(log, 'late')];
    const all = [gate.shared(a.work), gate.alone(w.work), gate.shared(late.work)];
    for (const each of [late, w, a]) each.finish();
    await Promise.all(all);
    expect(log).toEqual(['a begins', 'a ends', 'w begins', 'w ends', 'late begins', 'late ends']);
  });

  it('opens again after work that fails', async () => {
    const gate = new Gate();
    await expect(gate.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate.shared(async () => 'in')).resolves.toBe('in');
  });
});

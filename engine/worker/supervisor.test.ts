import { describe, expect, it } from 'vitest';
import { appError, err, ok } from '../core/index.ts';
import { type Handler, handler, serve } from './host.ts';
import type { WorkerHandle } from './line.ts';
import { METHODS } from './methods.ts';
import { WorkerSupervisor } from './supervisor.ts';

/** A worker in this process that can be killed: messages are copied as between processes. */
class NearWorker implements WorkerHandle {
  readonly #exits: ((code: number | null) => void)[] = [];
  readonly #toMain: ((message: unknown) => void)[] = [];
  readonly #toHost: ((message: unknown) => void)[] = [];
  #dead = false;

  constructor(handlers: readonly Handler[]) {
    serve(
      {
        send: (message) =>
          queueMicrotask(() => this.#dead || this.#toMain.map((tell) => tell(structuredClone(message)))),
        onMessage: (listener) => this.#toHost.push(listener),
      },
      handlers,
    );
  }

  post(message: unknown): void {
    queueMicrotask(() => this.#dead || this.#toHost.map((tell) => tell(structuredClone(message))));
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#toMain.push(listener);
  }
  onExit(listener: (code: number | null) => void): void {
    this.#exits.push(listener);
  }
  /** Sends main something that is no reply. */
  babble(message: unknown): void {
    for (const tell of this.#toMain) tell(message);
  }
  kill(): void {
    if (this.#dead) return;
    this.#dead = true;
    for (const tell of this.#exits) tell(137);
  }
}

const opens = handler(METHODS.open, async () => ok({}));
const closes = handler(METHODS.close, async () => ok({}));

function supervised(handlers: readonly Handler[], onSpawn = (): void => {}) {
  const workers: NearWorker[] = [];
  const deaths: (number | null)[] = [];
  const client = new WorkerSupervisor({
    cacheDir: '/cache',
    resourcesDir: '/resources',
    memoryLimit: '1GB',
    threads: 1,
    zone: 'Etc/UTC',
    onDied: (code) => deaths.push(code),
    spawn: () => {
      onSpawn();
      const worker = new NearWorker([closes, ...handlers]);
      workers.push(worker);
      return worker;
    },
  });
  return { client, workers, deaths };
}

describe('the supervisor of the data worker', () => {
  it('starts the worker with the first call and once', async () => {
    const { client, workers } = supervised([opens, handler(METHODS.loads, async () => ok([]))]);
    expect(workers).toHaveLength(0);
    expect(await Promise.all([client.loads(), client.loads()])).toEqual([ok([]), ok([])]);
    expect(workers).toHaveLength(1);
  });

  it('answers what waits when the worker dies, starts another at once, and goes on', async () => {
    const hangs = handler(METHODS.freshness, () => new Promise(() => {}));
    const { client, workers, deaths } = supervised([opens, hangs, handler(METHODS.loads, async () => ok([]))]);
    await client.start();
    const waiting = client.freshness();
    await Promise.resolve();
    setImmediate(() => workers[0]?.kill());
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'CACHE_WORKER_DIED' } });
    expect(deaths).toEqual([137]);
    expect(workers).toHaveLength(2);
    expect(await client.loads()).toEqual(ok([]));
  });

  it('starts one worker, also when it is asked for one in the midst of starting it', async () => {
    const starting: Promise<unknown>[] = [];
    const { client, workers } = supervised([opens, handler(METHODS.loads, async () => ok([]))], () => {
      if (starting.length < 2) starting.push(client.loads());
    });
    expect(await client.loads()).toEqual(ok([]));
    workers[0]?.kill();
    expect(await client.loads()).toEqual(ok([]));
    expect(await Promise.all(starting)).toEqual([ok([]), ok([])]);
    expect(workers).toHaveLength(2);
  });

  it('tells that a worker could not be started, and starts it with the next call', async () => {
    let refused = false;
    const { client, workers } = supervised([opens, handler(METHODS.loads, async () => ok([]))], () => {
      if (refused) return;
      refused = true;
      throw new Error('no room for a process');
    });
    await expect(client.loads()).rejects.toThrow('no room');
    expect(await client.loads()).toEqual(ok([]));
    expect(workers).toHaveLength(1);
  });

  it('does not start a worker that can not open its cache over and over', async () => {
    const damaged = handler(METHODS.open, async () => err(appError('CACHE_DAMAGED', { reason: 'noise' })));
    const { client, workers } = supervised([damaged]);
    expect(await client.loads()).toMatchObject({ ok: false, error: { code: 'CACHE_DAMAGED' } });
    workers[0]?.kill();
    expect(workers).toHaveLength(1);
    expect(await client.loads()).toMatchObject({ ok: false, error: { code: 'CACHE_DAMAGED' } });
    expect(workers).toHaveLength(2);
  });

  it('opens a cache again that another process had, once for all who ask', async () => {
    let opened = 0;
    const busy = handler(METHODS.open, async () => {
      opened += 1;
      return opened === 1 ? err(appError('WORKSPACE_LOCKED', { pid: 7 })) : ok({});
    });
    const { client, workers } = supervised([busy, handler(METHODS.loads, async () => ok([]))]);
    expect(await Promise.all([client.loads(), client.loads()])).toMatchObject([
      { ok: false, error: { code: 'WORKSPACE_LOCKED' } },
      { ok: false, error: { code: 'WORKSPACE_LOCKED' } },
    ]);
    expect(await Promise.all([client.loads(), client.loads()])).toEqual([ok([]), ok([])]);
    expect([opened, workers.length]).toEqual([2, 1]);
  });

  it('does not open a damaged cache again', async () => {
    let opened = 0;
    const damaged = handler(METHODS.open, async () => {
      opened += 1;
      return err(appError('CACHE_DAMAGED', { reason: 'noise' }));
    });
    const { client } = supervised([damaged]);
    for (const _ of [1, 2]) expect(await client.loads()).toMatchObject({ error: { code: 'CACHE_DAMAGED' } });
    expect(opened).toBe(1);
  });

  it('lets a damaged cache be rebuilt, after which the rest works', async () => {
    const damaged = handler(METHODS.open, async () => err(appError('CACHE_DAMAGED', { reason: 'noise' })));
    const rebuild = handler(METHODS.rebuild, async () => ok({ loads: 2, rows: 5, passedOver: [] }));
    const { client } = supervised([damaged, rebuild, handler(METHODS.loads, async () => ok([]))]);
    expect(await client.loads()).toMatchObject({ ok: false });
    expect(await client.rebuild({ exportsDir: '/exports' })).toEqual(ok({ loads: 2, rows: 5, passedOver: [] }));
    expect(await client.loads()).toEqual(ok([]));
  });

  it('passes progress on and cancels by signal', async () => {
    const stop = new AbortController();
    const phases: string[] = [];
    const slow = handler(METHODS.creativeTests, (_, { signal, onProgress }) => {
      onProgress({ phase: 'reading', fraction: 0.5, message: 'Reading' });
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(err(appError('CANCELLED'))));
      });
    });
    const { client } = supervised([opens, slow]);
    const answer = client.creativeTests({
      signal: stop.signal,
      onProgress: ({ phase }) => {
        phases.push(phase);
        stop.abort();
      },
    });
    expect(await answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(phases).toEqual(['reading']);
  });

  it('throws what is a bug in the worker', async () => {
    const broken = handler(METHODS.loads, () => Promise.reject(new Error('a hole in the floor')));
    const { client } = supervised([opens, broken]);
    await expect(client.loads()).rejects.toThrow('a hole in the floor');
  });

  it('does not believe an answer of another shape', async () => {
    const wrong: Handler = { name: 'loads', run: async () => ok([{ id: 'not a load' }]) };
    const { client } = supervised([opens, wrong]);
    await expect(client.loads()).rejects.toThrow();
  });

  it('ends a worker that sends something that is no reply, and starts another', async () => {
    const hangs = handler(METHODS.freshness, () => new Promise(() => {}));
    const { client, workers, deaths } = supervised([opens, hangs]);
    await client.start();
    const waiting = client.freshness();
    setImmediate(() => workers[0]?.babble({ kind: 'result', id: 'one' }));
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'CACHE_WORKER_DIED' } });
    expect(deaths).toEqual([137]);
    expect(workers).toHaveLength(2);
  });

  it('closes the cache, ends the worker and starts no other', async () => {
    const { client, workers, deaths } = supervised([opens]);
    await client.start();
    await client.close();
    expect(workers).toHaveLength(1);
    expect(deaths).toEqual([]);
    await expect(client.loads()).rejects.toThrow('closed');
  });
});

import type { Progress } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import type { CallOptions } from '../store/cache/types.ts';
import type { Method } from './methods.ts';
import { type Outcome, type Request, replySchema } from './protocol.ts';

/** A running worker process as main sees it. The shell brings one for Electron, `forkWorker` one for plain Node. */
export interface WorkerHandle {
  post(message: Request): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process has ended for whatever reason. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

interface Pending {
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (bug: Error) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** The calls to one worker process. When it ends, whatever waits is answered with CACHE_WORKER_DIED. */
export class Line {
  readonly #worker: WorkerHandle;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended = false;

  constructor(worker: WorkerHandle, onEnd: (code: number | null) => void) {
    this.#worker = worker;
    worker.onMessage((message) => this.#receive(message));
    worker.onExit((code) => {
      this.#ended = true;
      for (const { settle } of this.#pending.values()) settle(err(appError('CACHE_WORKER_DIED')));
      this.#pending.clear();
      onEnd(code);
    });
  }

  /** Ends the process at once; what still waits is answered with CACHE_WORKER_DIED. */
  kill(): void {
    this.#worker.kill();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Makes a call and checks the answer against the method's shape.
   * @throws Error when the worker's code has a bug.
   */
  async call<Input, Output>(
    method: Method<Input, Output>,
    input: Input,
    { signal, onProgress }: CallOptions = {},
  ): Promise<Result<Output>> {
    if (signal?.aborted) return err(appError('CANCELLED'));
    if (this.#ended) return err(appError('CACHE_WORKER_DIED'));
    this.#lastId += 1;
    const id = this.#lastId;
    const cancel = () => this.#worker.post({ kind: 'cancel', id });
    try {
      const outcome = await new Promise<Outcome>((settle, fail) => {
        this.#pending.set(id, { settle, fail, onProgress });
        signal?.addEventListener('abort', cancel);
        this.#worker.post({ kind: 'call', id, method: method.name, input });
      });
      return outcome.ok ? ok(method.output.parse(outcome.value)) : outcome;
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  }

  #receive(message: unknown): void {
    const parsed = replySchema.safeParse(message);
    if (!parsed.success) {
      // A worker that talks nonsense is not to be trusted with what is still open.
      this.#worker.kill();
      return;
    }
    const reply = parsed.data;
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if (reply.kind === 'progress') pending.onProgress?.(reply.progress);
    else if (reply.kind === 'result') pending.settle(reply.outcome);
    else pending.fail(new Error(`the data worker failed: ${reply.message}`));
  }
}

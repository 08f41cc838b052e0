import type { Progress } from '../contract/index.ts';
import { appError, err, type Result } from '../core/index.ts';
import type { Method } from './methods.ts';
import { type Outcome, type Reply, requestSchema } from './protocol.ts';

/** The worker's end of the line to main, whatever carries it. */
export interface HostTransport {
  send(message: Reply): void;
  onMessage(listener: (message: unknown) => void): void;
}

export interface CallContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** A method together with the code that answers it. */
export interface Handler {
  readonly name: string;
  run(input: unknown, context: CallContext): Promise<Outcome>;
}

/** Binds code to a method; input that is not of the method's shape is refused with INPUT_INVALID. */
export function handler<Input, Output>(
  method: Method<Input, Output>,
  answer: (input: Input, context: CallContext) => Promise<Result<Output>>,
): Handler {
  return {
    name: method.name,
    run: async (input, context) => {
      const parsed = method.input.safeParse(input);
      if (parsed.success) return answer(parsed.data, context);
      const [issue] = parsed.error.issues;
      return err(
        appError('INPUT_INVALID', { reason: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() }),
      );
    },
  };
}

/**
 * Answers calls until the process ends. Several calls run at once; each can be cancelled by its id.
 * @throws Error for a message that is no request: main and worker are built together, so that is a bug.
 */
export function serve(transport: HostTransport, handlers: readonly Handler[]): void {
  const byName = new Map(handlers.map((entry) => [entry.name, entry]));
  const running = new Map<number, AbortController>();
  const answer = async (id: number, method: string, input: unknown): Promise<void> => {
    const found = byName.get(method);
    const stop = new AbortController();
    running.set(id, stop);
    try {
      if (found === undefined) throw new Error(`the worker has no method ${method}`);
      const onProgress = (progress: Progress) => transport.send({ kind: 'progress', id, progress });
      transport.send({ kind: 'result', id, outcome: await found.run(input, { signal: stop.signal, onProgress }) });
    } catch (fault) {
      const message = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
      transport.send({ kind: 'bug', id, message });
    } finally {
      running.delete(id);
    }
  };
  transport.onMessage((message) => {
    const request = requestSchema.parse(message);
    if (request.kind === 'cancel') running.get(request.id)?.abort();
    else void answer(request.id, request.method, request.input);
  });
}

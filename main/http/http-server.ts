import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Opening } from '../../engine/api/index.ts';
import { appError, type Clock, err, ok, type Result } from '../../engine/core/index.ts';
import { answerRequest } from './answer-request.ts';
import { faultError, faultResponse } from './client-fault.ts';
import { contractHandler } from './contract-handler.ts';
import { cutUnread } from './cut-unread.ts';
import { directProcedures } from './direct.ts';
import { type HttpLimits, LIMITS } from './limits.ts';
import { sendError } from './reply.ts';
import { UnderWay } from './under-way.ts';

export interface HttpServerOptions {
  readonly opening: Opening;
  readonly token: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly clock: Pick<Clock, 'millis' | 'sleep'>;
  /** Keeps a bug and gives the reference it is kept under. */
  readonly report: (thrown: unknown) => string;
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpServer {
  readonly host: string;
  readonly port: number;
  /** Takes no more requests, lets those under way finish, ends streams that only listen, and resolves once all is closed. */
  close(): Promise<void>;
}

/** Serves the contract on this computer. Fails with PORT_TAKEN. */
export async function startHttpServer(options: HttpServerOptions): Promise<Result<HttpServer>> {
  const limits: HttpLimits = { ...LIMITS, ...options.limits };
  const serving = new Serving(options, limits);
  const server = createServer(
    {
      maxHeaderSize: limits.headers,
      headersTimeout: limits.headersTime,
      requestTimeout: limits.requestTime,
      keepAliveTimeout: limits.idleTime,
      connectionsCheckingInterval: Math.min(1_000, limits.headersTime),
      requireHostHeader: false,
      noDelay: true,
    },
    serving.onRequest,
  );
  server.maxConnections = limits.connections;
  serving.attend(server);
  const listening = await listen(server, options);
  if (!listening.ok) return listening;
  serving.open(listening.value);
  return ok({ host: options.host, port: listening.value, close: () => serving.close() });
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (fault) => resolve(err(appError('PORT_TAKEN', { port, reason: fault.message }))));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('a server on a port has an address');
      resolve(ok(address.port));
    });
  });
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The requests under way, from the first to the last. */
class Serving {
  readonly #options: HttpServerOptions;
  readonly #limits: HttpLimits;
  readonly #underWay = new UnderWay();
  readonly #asked = new WeakMap<Socket, number>();
  #answer: Answer | null = null;
  #server: Server | null = null;
  #closing = false;
  #drained = (): void => {};

  constructor(options: HttpServerOptions, limits: HttpLimits) {
    this.#options = options;
    this.#limits = limits;
  }

  attend(server: Server): void {
    this.#server = server;
    server.on('clientError', (fault, socket) => {
      const error = faultError(fault);
      const busy = this.#underWay.all().find((response) => response.socket === socket);
      // In the midst of an answer another would be taken for a part of it.
      if (!socket.writable || busy?.headersSent) socket.destroy();
      else if (busy === undefined) socket.end(faultResponse(error));
      else sendError(busy, error, true);
    });
  }

  /** From now on requests are answered: the port they have to name is known. */
  open(port: number): void {
    const { opening, token, clock, report } = this.#options;
    this.#answer = answerRequest({
      port,
      token,
      clock,
      limits: this.#limits,
      contract: contractHandler(opening, report),
      direct: directProcedures(opening),
    });
  }

  readonly onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#closing || this.#answer === null) {
      sendError(response, appError('SERVER_CLOSING'), true);
      return;
    }
    const left = this.#requestsLeft(request.socket);
    // The connection ends with the request before it, which said so: this one is asked anew on another.
    if (left < 0) return;
    if (left === 0) response.setHeader('connection', 'close');
    const done = this.#underWay.add(response);
    response.once('close', () => {
      done();
      if (this.#underWay.size === 0) this.#drained();
    });
    cutUnread(response, this.#limits, this.#options.clock);
    this.#answer(request, response).catch((thrown: unknown) => this.#bug(response, thrown));
  };

  /** How many may follow on a connection. Node's own limit says so too, but leaves it open and answers in its own form. */
  #requestsLeft(socket: Socket): number {
    const asked = (this.#asked.get(socket) ?? 0) + 1;
    this.#asked.set(socket, asked);
    return this.#limits.requestsPerConnection - asked;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#closing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const drained = new Promise<void>((resolve) => {
      this.#drained = resolve;
    });
    for (const response of this.#underWay.all()) {
      if (isListening(response)) response.destroy();
      else if (!response.headersSent) response.setHeader('connection', 'close');
    }
    const patience = new AbortController();
    const tooLong = this.#options.clock.sleep(this.#limits.closingTime, patience.signal).catch(() => undefined);
    if (this.#underWay.size > 0) await Promise.race([drained, tooLong]);
    patience.abort();
    server.closeAllConnections();
    await closed;
  }

  /** A client that is gone is no bug; anything else is, and is answered if that is still possible. */
  #bug(response: ServerResponse, thrown: unknown): void {
    if (response.destroyed || response.socket === null || response.socket.destroyed) return;
    const error = appError('INTERNAL', { reference: this.#options.report(thrown) });
    if (response.headersSent) response.destroy();
    else sendError(response, error, true);
  }
}

/** A stream asked for with GET tells what happens; one that does something is of another method. */
const isListening = (response: ServerResponse): boolean =>
  response.req.method === 'GET' && String(response.getHeader('content-type')).startsWith('text/event-stream');

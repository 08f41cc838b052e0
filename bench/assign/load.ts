import { connect, type Socket } from 'node:net';
import { type LoadResult, loadSchema } from './plan.ts';

/**
 * The load, in a process of its own: `node --import tsx load.ts JSON`. Keeps connections alive and one request a connection
 * under way, and prints one JSON document. With a rate, requests are due at fixed times and their latency counts from when
 * they were due, so that a server that stops for a while is not flattered (Tene, "How not to measure latency").
 */
const load = loadSchema.parse(JSON.parse(process.argv[2] ?? 'null'));

const common = `host: 127.0.0.1:${load.port}\r\nauthorization: Bearer ${load.token}\r\n`;
const health = `GET /health HTTP/1.1\r\n${common}\r\n`;

function requestText(index: number): string {
  if (load.what === 'health') return health;
  const unitId = `${load.prefix}-${index % load.units}`;
  const body = JSON.stringify({ flag: load.flag, unitId, attributes: { country: 'DE' } });
  return `POST /api/ab/assign HTTP/1.1\r\n${common}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

const latencies = new Float64Array(load.requests);
/** With a rate, the first second warms this process up and is not in the latencies. */
const warmUp = load.rate === null ? 0 : Math.min(load.rate, load.requests / 2);
let measured = 0;
let answered = 0;
let errors = 0;
let next = 0;
const idle: Line[] = [];

/** One connection with at most one request under way. */
class Line {
  readonly #socket: Socket;
  #heard = '';
  #due = 0;
  #index = 0;

  constructor(socket: Socket) {
    this.#socket = socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (text: string) => this.#hear(text));
    socket.on('error', () => lost());
    socket.on('close', () => lost());
  }

  send(index: number, due: number): void {
    this.#due = due;
    this.#index = index;
    this.#socket.write(requestText(index));
  }

  end(): void {
    this.#socket.removeAllListeners('close').destroy();
  }

  #hear(text: string): void {
    this.#heard = this.#heard === '' ? text : this.#heard + text;
    const head = this.#heard.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(this.#heard.slice(0, head))?.[1] ?? 0);
    if (this.#heard.length < head + 4 + length) return;
    if (!this.#heard.startsWith('HTTP/1.1 200')) errors += 1;
    this.#heard = '';
    if (this.#index >= warmUp) latencies[measured++] = performance.now() - this.#due;
    answered += 1;
    idle.push(this);
    if (answered === load.requests) finish();
    else if (load.rate === null) pump();
  }
}

function lost(): never {
  throw new Error(`a connection was lost after ${answered} answers`);
}

const start = { at: 0, cpu: process.cpuUsage() };

function pump(): void {
  const now = performance.now();
  for (;;) {
    if (next >= load.requests) return;
    const due = load.rate === null ? now : start.at + (next * 1000) / load.rate;
    const line = due <= now ? idle.pop() : undefined;
    if (line === undefined) return;
    line.send(next, due);
    next += 1;
  }
}

function finish(): void {
  const seconds = (performance.now() - start.at) / 1000;
  const { user, system } = process.cpuUsage(start.cpu);
  const sorted = latencies.slice(0, measured).sort();
  const at = (q: number) => Number((sorted[Math.min(measured - 1, Math.floor(q * measured))] ?? 0).toFixed(2));
  for (const line of lines) line.end();
  if (timer !== null) clearInterval(timer);
  const result: LoadResult = {
    answered,
    errors,
    perSecond: Math.round(answered / seconds),
    latencyMs: { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) },
    cpuMsPerRequest: Number(((user + system) / 1000 / answered).toFixed(4)),
  };
  process.stdout.write(JSON.stringify(result));
}

const lines = await Promise.all(
  Array.from(
    { length: load.connections },
    () =>
      new Promise<Line>((resolve) => {
        const socket = connect(load.port, '127.0.0.1', () => resolve(new Line(socket)));
      }),
  ),
);
idle.push(...lines);
start.at = performance.now();
start.cpu = process.cpuUsage();
const timer = load.rate === null ? null : setInterval(pump, 1);
pump();

import type { Net } from '../../../engine/core/index.ts';
import type { FakeMeta } from './core.ts';
import { deliverThrough, type Fault, type FaultPlan } from './faults.ts';
import type { WireRequest } from './wire.ts';

export interface FakeNetOptions {
  readonly fake: FakeMeta;
  readonly faults: FaultPlan;
  /** Virtual time: `advance` moves it on while a request is under way. */
  readonly clock: { millis(): number; advance(ms: number): void };
  readonly latencyMs?: number;
}

/** A fault that was injected, with the request it hit. */
export interface Injected {
  readonly fault: Fault;
  readonly request: WireRequest;
}

export interface FakeNet extends Net {
  /** Lets late requests that are due by now have their effect. */
  settle(): void;
  /** Every fault that was injected, in order. */
  readonly injected: readonly Injected[];
}

/** The fake behind the `Net` port, in virtual time. */
export function fakeNet(options: FakeNetOptions): FakeNet {
  const { fake, faults, clock, latencyMs = 40 } = options;
  const pending: { readonly due: number; readonly effect: (now: number) => void }[] = [];
  const injected: Injected[] = [];
  let index = 0;
  const settle = (): void => {
    pending.sort((a, b) => a.due - b.due);
    for (let first = pending[0]; first !== undefined && first.due <= clock.millis(); first = pending[0]) {
      pending.shift();
      first.effect(first.due);
    }
  };
  return {
    injected,
    settle,
    async send(request) {
      settle();
      const url = new URL(request.url);
      const wire: WireRequest = {
        method: request.method,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body: request.body ?? '',
      };
      const fault = faults(wire, index);
      index += 1;
      if (fault.kind !== 'none') injected.push({ fault, request: wire });
      const now = clock.millis();
      const later = (ms: number, effect: (now: number) => void): void => {
        pending.push({ due: now + ms, effect });
      };
      const delivery = deliverThrough(fake, wire, fault, { now, later });
      await Promise.resolve();
      switch (delivery.kind) {
        case 'refused':
          return { ok: false, error: { kind: 'not_sent', reason: 'ECONNREFUSED' } };
        case 'silence':
          clock.advance(request.timeoutMs);
          return { ok: false, error: { kind: 'unknown', reason: 'timeout' } };
        case 'answer':
          clock.advance(latencyMs);
          return { ok: true, value: delivery.response };
      }
    },
  };
}

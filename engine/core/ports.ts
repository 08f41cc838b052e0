import type { Instant } from './instant.ts';

/** Time, as the engine sees it. Tests and the simulation bring their own. */
export interface Clock {
  now(): Instant;
  /** Milliseconds since the epoch. */
  millis(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness: cryptographic in the product, seeded in tests. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** Uniform on [0, 1). */
  uniform(): number;
}

export interface NetRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface NetResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Why no response came. `not_sent`: the request certainly did not reach the server (refused, no route, DNS).
 * `unknown`: it may have (timeout, reset): the effect may exist.
 */
export type NetFailure = { readonly kind: 'not_sent' | 'unknown'; readonly reason: string };

/** The only way out to the network. Never throws for a network fault. */
export interface Net {
  send(
    request: NetRequest,
    signal?: AbortSignal,
  ): Promise<{ ok: true; value: NetResponse } | { ok: false; error: NetFailure }>;
}

/** Named secrets (tokens, connection strings). Values never leave the main process and are never logged. */
export interface SecretStore {
  get(name: string): string | undefined;
  /** `kept` says whether the value outlives this run: only where the system has a real keyring. */
  set(name: string, value: string): { readonly kept: boolean };
  clear(name: string): void;
  /** Whether the value outlives this run. */
  kept(name: string): boolean;
}

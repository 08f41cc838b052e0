import { appError, type Clock, err, ok, type Result, type Uuid } from '../core/index.ts';
import type { Signer } from './signature.ts';

const IDLE_MS = 30 * 60_000;

/** Who is signed in, in this program, until they sign out or leave it idle. The open key lives here and nowhere else. */
export interface Session {
  signIn(signer: Signer): void;
  signOut(): void;
  /** The member's signer; each use starts the idle time anew. Fails with SIGN_IN_REQUIRED. */
  current(): Result<Signer>;
  /** Who is signed in, without counting as use. */
  memberId(): Uuid | null;
}

export function createSession(opts: { readonly clock: Clock; readonly idleMs?: number }): Session {
  const { clock, idleMs = IDLE_MS } = opts;
  let signer: Signer | null = null;
  let usedAt = 0;

  const present = (): Signer | null => {
    if (clock.millis() - usedAt >= idleMs) signer = null;
    return signer;
  };

  return {
    signIn(next) {
      signer = next;
      usedAt = clock.millis();
    },
    signOut() {
      signer = null;
    },
    current() {
      const found = present();
      if (found === null) return err(appError('SIGN_IN_REQUIRED'));
      usedAt = clock.millis();
      return ok(found);
    },
    memberId: () => present()?.memberId ?? null,
  };
}

import { describe, expect, it } from 'vitest';
import { manualClock } from '../../tests/support/clock.ts';
import { ANA } from '../../tests/support/spine-events.ts';
import { createSession } from './session.ts';
import type { Signer } from './signature.ts';

const MINUTE = 60_000;
const signer: Signer = { memberId: ANA, sign: (text) => text };

describe('a session', () => {
  it('has nobody until someone signs in, and after they sign out', () => {
    const session = createSession({ clock: manualClock() });
    expect(session.current()).toMatchObject({ ok: false, error: { code: 'SIGN_IN_REQUIRED' } });
    session.signIn(signer);
    expect(session.current()).toEqual({ ok: true, value: signer });
    expect(session.memberId()).toBe(ANA);
    session.signOut();
    expect(session.memberId()).toBeNull();
    expect(session.current().ok).toBe(false);
  });

  it('[AP17] ends after 30 idle minutes; each use starts them anew, looking does not', () => {
    const clock = manualClock();
    const session = createSession({ clock });
    session.signIn(signer);
    clock.advance(30 * MINUTE - 1);
    expect(session.current().ok).toBe(true);
    clock.advance(30 * MINUTE - 1);
    expect(session.memberId()).toBe(ANA);
    clock.advance(1);
    expect(session.memberId()).toBeNull();
    expect(session.current().ok).toBe(false);
  });
});

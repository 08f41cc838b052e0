import { ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { Session } from '../../engine/members/index.ts';
import type { EventDraft, Spine, SpineState } from '../../engine/store/journal/index.ts';

/** Journals what `decide` answers on the latest state, by the signed-in member. Fails with SIGN_IN_REQUIRED, and as the journal does. */
export const journaledBy =
  (session: Pick<Session, 'current'>, spine: Pick<Spine, 'transact'>) =>
  async (decide: (state: SpineState, by: Uuid) => Result<readonly EventDraft[]>): Promise<Result<void>> => {
    const signer = session.current();
    if (!signer.ok) return signer;
    const written = await spine.transact((state) => decide(state, signer.value.memberId));
    return written.ok ? ok(undefined) : written;
  };

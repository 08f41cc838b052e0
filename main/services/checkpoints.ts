import { makeCheckpoint } from '../../engine/audit/index.ts';
import type { Session } from '../../engine/members/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import type { Log } from '../log.ts';

interface Needs {
  readonly spine: Spine;
  readonly session: Session;
  /** The file of checkpoints. */
  readonly file: string;
  readonly log: Pick<Log, 'warn'>;
}

/** Signs how far the chain is, in the name of who is signed in; nothing when nobody is. */
export const createCheckpoints =
  ({ spine, session, file, log }: Needs) =>
  async (): Promise<void> => {
    const signer = session.current();
    if (!signer.ok) return;
    const { memberId } = signer.value;
    const sign = (text: string) => signer.value.sign(text);
    const made = await makeCheckpoint({ spine, signer: { keyId: memberId, sign }, file });
    if (!made.ok) log.warn('checkpoint not made', { code: made.error.code });
  };

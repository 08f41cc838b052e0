import { expect, it } from 'vitest';
import {
  publicKeyOf,
  signedApproval,
  signedBy,
  signedOpening,
  signedProposal,
  signedRejection,
} from '../../tests/support/signed-events.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import { ANA, approval, BEN, CARA, draft, proposal } from '../../tests/support/spine-events.ts';
import { money } from '../core/index.ts';
import type { EventDraft } from '../store/journal/index.ts';
import { memoryJournalFile } from '../store/journal/memory-file.ts';
import { verifyJournal } from './verify.ts';

const subject = proposal(100);
const start = [...signedOpening(), signedProposal(subject)];

/** What the audit says of a journal that holds exactly these, its chain whole. */
async function problemOf(drafts: readonly EventDraft[], keys: ReadonlyMap<string, string> = new Map()) {
  const file = memoryJournalFile();
  await commit(await testSpine(file), drafts);
  return verifyJournal({ journal: file.bytes, checkpoints: [], remoteCheckpoints: null, witnesses: [], keys }).problem;
}

it('[JN23] passes what members signed', async () => {
  const declined = proposal(300);
  const rejected = [signedProposal(declined), signedRejection(declined, 'Off brand.')];
  expect(await problemOf([...start, ...signedApproval(200, subject), ...rejected])).toBeNull();
});

it('[JN23] finds an approval that its approver did not sign', async () => {
  const forged = approval(200, subject, BEN);
  const by = signedBy(CARA, 'something else');
  for (const signature of [forged.signature, by]) {
    const given = draft({ type: 'approval.given', approval: { ...forged, signature }, guardrails: [] }, BEN);
    expect(await problemOf([...start, given])).toEqual({
      seq: 7,
      kind: 'signature',
      message: 'The approval in entry 7 does not carry the signature of its member.',
    });
  }
});

it('[JN23] finds a proposal that was changed after it was signed, with its fingerprint or without', async () => {
  const signed = signedProposal(subject);
  if (signed.event.type !== 'proposal.created') throw new Error('a proposal was expected');
  const { payload } = subject;
  if (payload.kind !== 'creative.publish') throw new Error('a publication was expected');
  const dearer = { ...subject, payload: { ...payload, dailyBudget: money(9_999, 'USD') } };
  const changed = { ...signed, event: { ...signed.event, proposal: dearer } };
  expect((await problemOf([...signedOpening(), changed]))?.message).toBe(
    'The proposal in entry 6 is not the one its fingerprint names.',
  );
  const other = { ...signed, event: { ...signed.event, proposal: proposal(100, { perDayMinor: 9_999 }) } };
  expect(await problemOf([...signedOpening(), other])).toMatchObject({ seq: 6, kind: 'signature' });
});

it('[JN23] finds a rejection that carries another reason, or another name', async () => {
  const { actor, event } = signedRejection(subject, 'Off brand.');
  if (event.type !== 'proposal.rejected') throw new Error('a rejection was expected');
  expect(await problemOf([...start, draft({ ...event, reason: 'Too dear.' }, actor)])).toMatchObject({
    kind: 'signature',
  });
  expect(await problemOf([...start, draft(event, CARA)])).toMatchObject({ kind: 'signature' });
});

it('[JN23] trusts the keys of a witness before those in the journal', async () => {
  expect(await problemOf(start, new Map([[ANA, publicKeyOf(BEN)]]))).toMatchObject({ seq: 6, kind: 'signature' });
});

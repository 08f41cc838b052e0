import { describe, expect, it } from 'vitest';
import { cellDesign, cellRunning } from '../../tests/support/cells.ts';
import { decidable, experimentRunning } from '../../tests/support/experiments.ts';
import {
  approvedBatch,
  at,
  BEN,
  CARA,
  decide,
  decisionRollback,
  draft,
  load,
  opening,
  proof,
  proposal,
  proposed,
  receipt,
  rollbackAction,
  testId,
} from '../../tests/support/spine-events.ts';
import { type SpineEvent, spineEventSchema } from '../contract/index.ts';
import { dayOf, money } from '../core/index.ts';
import { emptyState, foldAll } from '../store/journal/index.ts';
import { auditEntryOf, eventSummary } from './summary.ts';

const subject = proposal(100);
const actionId = testId(201);
const rollback = rollbackAction(501, actionId);
const decision = proposal(700, { payload: decide(), actionN: 702 });
const drafts = [
  ...opening(),
  proposed(subject),
  ...approvedBatch(200, subject),
  draft({ type: 'action.journaled', action: rollback }),
  ...experimentRunning(),
  ...cellRunning(),
  proposed(decision),
  ...approvedBatch(701, decision),
];
const state = foldAll(
  emptyState,
  drafts.map((each, n) => ({ ...each, seq: n + 1, at: at(n) })),
);
const title = '“Publish variant B of test t1 (100)”';
const design = decidable();
const failure = { code: 'X', message: 'Meta rejected the request.', next: '', detail: {} };

const sentences: readonly (readonly [SpineEvent, string])[] = [
  [{ type: 'workspace.created', workspaceId: testId(1), name: 'Balance' }, 'Workspace Balance was created.'],
  [drafts[1]?.event ?? fail(), 'Ana joined as analyst.'],
  [{ type: 'load.recorded', load: load() }, '120 rows of creative_daily loaded, 2 held back; data through 1 Nov 2026.'],
  [
    { type: 'caps.set', caps: { perDay: money(20_000, 'USD'), twoApproversAbove: money(10_000, 'USD') } },
    'Cap set to $200.00 a day; two approvers above $100.00 a day.',
  ],
  [{ type: 'kill_switch.set', on: true, reason: 'Claim recalled.' }, 'Kill switch turned on: Claim recalled.'],
  [
    { type: 'proposal.created', proposal: subject, proofs: [proof()], signature: 'QUJD' },
    'Proposed: Publish variant B of test t1 (100), $50.00 a day.',
  ],
  [{ type: 'proposal.withdrawn', proposalId: subject.id, reason: 'Not now.' }, `Withdrew ${title}: Not now.`],
  [
    { type: 'proposal.rejected', proposalId: subject.id, reason: 'Off brand.', signature: 'QUJD' },
    `Rejected ${title}: Off brand.`,
  ],
  [
    { type: 'proposal.changes_requested', proposalId: subject.id, reason: 'Shorter.' },
    `Asked for changes to ${title}: Shorter.`,
  ],
  [drafts[6]?.event ?? fail(), `Approved ${title}.`],
  [drafts[7]?.event ?? fail(), `Approved and ready to go out: ${title}.`],
  [{ type: 'action.journaled', action: rollback }, `Ready to take back: ${title}.`],
  [{ type: 'action.state', actionId, state: 'confirmed', attempt: 1, failure: null }, `Confirmed: ${title}.`],
  [
    { type: 'action.state', actionId, state: 'dead_letter', attempt: 1, failure },
    `Could not be carried out and waits for a decision: ${title}. Meta rejected the request.`,
  ],
  [
    { type: 'action.step', actionId, step: 'campaign', phase: 'known', platformId: '9001' },
    `Campaign done (9001): ${title}.`,
  ],
  [
    { type: 'action.step', actionId: rollback.id, step: 'campaign', phase: 'unknown', platformId: null },
    `Campaign has an unknown outcome: rollback of ${title}.`,
  ],
  [
    { type: 'receipt.recorded', receipt: receipt(300, actionId) },
    `Read back 1 object, paused, $50.00 a day: ${title}.`,
  ],
  [
    { type: 'proposal.created', proposal: decision, proofs: [proof()], signature: 'QUJD' },
    'Proposed: Publish variant B of test t1 (700), no money.',
  ],
  [
    { type: 'action.step', actionId: testId(702), step: 'flag', phase: 'known', platformId: 'checkout' },
    'Flag done (checkout): “Publish variant B of test t1 (700)”.',
  ],
  [
    { type: 'receipt.recorded', receipt: { ...receipt(703, testId(702)), status: 'decided' } },
    'Read back from production as decided: “Publish variant B of test t1 (700)”.',
  ],
  [
    { type: 'action.journaled', action: decisionRollback(704, testId(702)) },
    'Ready to take back: “Publish variant B of test t1 (700)”.',
  ],
  [{ type: 'experiment.saved', design, version: 1 }, 'Wrote the draft of “Shorter checkout”.'],
  [{ type: 'experiment.saved', design, version: 3 }, 'Changed the draft of “Shorter checkout” (version 3).'],
  [
    { type: 'experiment.removed', key: 'checkout', reason: 'Not wanted.' },
    'Removed the draft of “Shorter checkout”: Not wanted.',
  ],
  [
    { type: 'experiment.started', key: 'checkout', version: 1 },
    'Started “Shorter checkout” with version 1 of its design.',
  ],
  [
    { type: 'experiment.started', key: 'checkout', version: 1, since: dayOf('2026-11-02') },
    'Started “Shorter checkout” with version 1 of its design, counting from 2 Nov 2026.',
  ],
  [{ type: 'experiment.stopped', key: 'checkout', reason: 'Enough seen.' }, 'Stopped “Shorter checkout”: Enough seen.'],
  [{ type: 'cell.saved', cell: cellDesign(), version: 1 }, 'Planned “Meta for students”, at most $3,000.00.'],
  [{ type: 'cell.saved', cell: cellDesign(), version: 2 }, 'Changed the plan of “Meta for students” (version 2).'],
  [
    { type: 'cell.removed', key: 'meta-students', reason: 'Too dear.' },
    'Removed the plan of “Meta for students”: Too dear.',
  ],
  [
    { type: 'cell.started', key: 'meta-students', version: 2 },
    'Started “Meta for students” with version 2 of its plan.',
  ],
  [{ type: 'cell.paused', key: 'meta-students', reason: 'Stock is out.' }, 'Paused “Meta for students”: Stock is out.'],
  [{ type: 'cell.resumed', key: 'unheard-of' }, 'Let “unheard-of” run again.'],
  [{ type: 'cell.ended', key: 'meta-students', reason: 'Learned.' }, 'Ended “Meta for students”: Learned.'],
  [
    {
      type: 'arm.kept',
      decision: {
        ...{ id: testId(800), cell: 'meta-students', arm: 'b', reason: 'Too early.' },
        dataThrough: dayOf('2026-11-01'),
      },
    },
    'Kept b of “Meta for students” as it is: Too early.',
  ],
  [{ type: 'flag.set', key: 'checkout', enabled: true, note: '' }, 'Flag checkout turned on.'],
  [{ type: 'flag.set', key: 'checkout', enabled: false, note: 'Too slow.' }, 'Flag checkout turned off: Too slow.'],
  [
    { type: 'audit.checkpoint', seq: 1_200, head: 'a'.repeat(64), signature: 'QUJD', keyId: CARA },
    'Signed the journal up to entry 1,200.',
  ],
];

function fail(): never {
  throw new Error('the walk has changed');
}

describe('eventSummary', () => {
  it.each(sentences.map(([event, sentence]) => [event.type, event, sentence] as const))('%s', (_, event, sentence) => {
    expect(eventSummary(event, state)).toBe(sentence);
  });

  it('has a sentence for each type of event', () => {
    const types = spineEventSchema.options.map((option) => option.shape.type.value);
    expect(new Set(sentences.map(([event]) => event.type))).toEqual(new Set(types));
  });

  it('says what it can when the names are not known', () => {
    expect(eventSummary({ type: 'proposal.withdrawn', proposalId: testId(9), reason: 'r' }, emptyState)).toBe(
      'Withdrew a proposal: r',
    );
  });
});

describe('auditEntryOf', () => {
  it('names the actor', () => {
    const entry = { seq: 1, at: at(1), event: sentences[4]?.[0] ?? fail(), prev: '0'.repeat(64), hash: 'a'.repeat(64) };
    expect(auditEntryOf({ ...entry, actor: BEN }, state)).toEqual({
      seq: 1,
      at: at(1),
      actor: 'Ben',
      type: 'kill_switch.set',
      summary: 'Kill switch turned on: Claim recalled.',
      hash: 'a'.repeat(64),
    });
    expect(auditEntryOf({ ...entry, actor: 'system' }, state).actor).toBe('Workbench');
  });
});

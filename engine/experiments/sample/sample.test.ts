import { describe, expect, it } from 'vitest';
import { experimentDesignSchema, journalEntrySchema } from '../../contract/index.ts';
import { canonicalJson, dayOf, instantOf } from '../../core/index.ts';
import { emptyState, foldAll } from '../../store/journal/index.ts';
import { startProblems } from '../lifecycle/index.ts';
import { sampleDesigns } from './designs.ts';
import { sampleHistory } from './history.ts';

const THROUGH = dayOf('2026-11-21');
const created = {
  type: 'workspace.created',
  workspaceId: '01930000-0000-7000-8000-000000000001',
  name: 'Balance (sample)',
} as const;

const history = sampleHistory(THROUGH, 'EUR');
const entries = [{ at: instantOf(0), events: [created] }, ...history]
  .flatMap(({ at, events }) => events.map((event) => ({ at, actor: 'system', event })))
  .map((entry, n) => journalEntrySchema.omit({ prev: true, hash: true }).parse({ ...entry, seq: n + 1 }));

describe('experiments of the sample', () => {
  it('[EX18] are designs as the contract has them, and each could be started', () => {
    for (const design of Object.values(sampleDesigns('EUR'))) {
      expect(canonicalJson(experimentDesignSchema.parse(design))).toBe(canonicalJson(design));
      expect(startProblems(design, [])).toEqual([]);
    }
  });

  it('[EX18] ran on the days of their data: one is over, five run, one is a draft', () => {
    const { experiments, flags } = foldAll(emptyState, entries);
    expect(
      [...experiments.values()].map(({ design, status, startedAt, stoppedAt }) => [
        design.key,
        status,
        startedAt,
        stoppedAt,
      ]),
    ).toEqual([
      ['onboarding-checklist', 'stopped', '2026-10-18T00:00:00.000Z', '2026-11-08T00:00:00.000Z'],
      ['pricing-page-aa', 'running', '2026-10-25T00:00:00.000Z', null],
      ['trial-card-first', 'running', '2026-10-29T00:00:00.000Z', null],
      ['shorter-sign-up', 'running', '2026-11-01T00:00:00.000Z', null],
      ['reminder-rhythm', 'running', '2026-11-13T00:00:00.000Z', null],
      ['guided-budget', 'draft', null, null],
      ['annual-plan-first', 'running', '2026-11-21T00:00:00.000Z', null],
    ]);
    expect([...flags.values()].every(({ enabled }) => enabled)).toBe(true);
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted());
  });
});

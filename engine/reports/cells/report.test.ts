import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { armOf, cellRecord, daily, evidenceOf } from '../../bandits/cells/cell.fixture.ts';
import { banditRead } from '../../bandits/cells/read.ts';
import { type BanditResult, type Proof, proofSchema, workspaceStatusSchema } from '../../contract/index.ts';
import { dayOf, instantOf } from '../../core/index.ts';
import { measureBandit } from '../../proofs/cell-measures.ts';
import { isCell } from '../../proofs/cell-ref.ts';
import { makeProof, parseProofRef } from '../../proofs/index.ts';
import { banditProofRefs, banditsTable, renderBanditsReport } from './index.ts';

const NOW = instantOf(Date.parse('2026-11-21T08:00:00.000Z'));
const STATUS = workspaceStatusSchema.parse({
  id: '01930000-0000-7000-8000-000000000001',
  name: 'Balance',
  sample: true,
  zone: 'UTC',
  currency: 'EUR',
  version: '0.1.0',
  datasets: [],
  counts: {
    creativeTests: 0,
    experimentsRunning: 0,
    cellsToLook: 0,
    approvalsWaiting: 0,
    actionsWaiting: 0,
    deadLetters: 0,
  },
  caps: { perDay: { minor: 1, currency: 'EUR' }, twoApproversAbove: { minor: 1, currency: 'EUR' } },
});

function resultOf(label: string): BanditResult {
  const arms = [{ ...armOf('a', daily(20, 200, 40)), label }, armOf('b', daily(20, 200, 22))];
  const data = { evidence: evidenceOf(...arms), dataThrough: dayOf('2026-10-20'), sources: [], notes: [] };
  return { read: banditRead(cellRecord(), data), decisions: [], may: [] };
}

function proofsOf(result: BanditResult): readonly Proof[] {
  return banditProofRefs(result).map((ref) => {
    const parsed = parseProofRef(ref);
    const number = parsed === null || !isCell(parsed) ? null : measureBandit(result.read, parsed);
    if (number === null) throw new Error(`${ref} is no number`);
    const query = { id: 'bandits.test', sql: 'SELECT 1', params: [] };
    return proofSchema.parse(makeProof({ ref, ...number, query, sources: [], elapsedMs: 1 }, manualClock(NOW)));
  });
}

describe('the report on RL Insights', () => {
  const result = resultOf('<b>Come back</b>');
  const proofs = proofsOf(result);
  const page = renderBanditsReport({ results: [result], status: STATUS, proofs, generatedAt: NOW, zone: 'UTC' });

  it('[BA84] says what to do and why, and links each number to its proof', () => {
    expect(page).toContain('<b>Promote.</b>');
    expect(page).toContain(result.read.advice.reason.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    for (const { id } of proofs) {
      expect(page).toContain(`href="#${id}"`);
      expect(page).toContain(`id="${id}"`);
    }
  });

  it('[BA84] escapes what comes from the data', () => {
    expect(page).not.toContain('<b>Come back</b>');
    expect(page).toContain('&lt;b&gt;Come back&lt;/b&gt;');
  });

  it('[BA84] has a row an arm for the files that hold data', () => {
    const { rows, columns } = banditsTable([result], { currency: 'EUR', zone: 'UTC' });
    expect(rows).toHaveLength(2);
    expect(rows[0]?.cells).toHaveLength(columns.length);
    expect(rows[0]?.cells[columns.findIndex(({ id }) => id === 'p_best')]).toBe(result.read.arms[0]?.pBest);
  });

  it('says so when no cell was started', () => {
    const none = renderBanditsReport({ results: [], status: STATUS, proofs: [], generatedAt: NOW, zone: 'UTC' });
    expect(none).toContain('No cell was started yet.');
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ExperimentResult,
  journalEntrySchema,
  type Proof,
  workspaceStatusSchema,
} from '../../engine/contract/index.ts';
import { instantOf } from '../../engine/core/index.ts';
import { readExperiment } from '../../engine/experiments/index.ts';
import { sampleHistory } from '../../engine/experiments/sample/index.ts';
import { makeProof, proveExperimentNumbers, readProof, sameValue } from '../../engine/proofs/index.ts';
import { experimentProofRefs, renderExperimentsReport } from '../../engine/reports/index.ts';
import { formatRelativeChange } from '../../engine/serializer/index.ts';
import { emptyState, foldAll } from '../../engine/store/journal/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { SAMPLE_CURRENCY, SAMPLE_NOW, SAMPLE_ZONE, type Sample, withSample } from '../support/sample-cache.ts';
import { withoutTiles } from '../support/without-tiles.ts';

const NOT_ALLOWED = { allowed: false, reason: 'Nobody is signed in.' };
const UNFINISHED = /NaN|Infinity|undefined|Invalid Date|\[object|\bnull\b/;

let sample: Sample;
const results: ExperimentResult[] = [];
const proofs: Proof[] = [];

/** The sample's experiments that are no draft, as their journal tells them. */
function records() {
  const created = { type: 'workspace.created', workspaceId: '01930000-0000-7000-8000-000000000001', name: 'Sample' };
  const happened = [{ at: instantOf(0), events: [created] }, ...sampleHistory(sample.through, SAMPLE_CURRENCY)];
  const entries = happened
    .flatMap(({ at, events }) => events.map((event) => ({ at, actor: 'system', event })))
    .map((entry, index) => journalEntrySchema.omit({ prev: true, hash: true }).parse({ ...entry, seq: index + 1 }));
  return [...foldAll(emptyState, entries).experiments.values()].filter(({ status }) => status !== 'draft');
}

beforeAll(async () => {
  sample = await withSample();
  const may = { edit: NOT_ALLOWED, start: NOT_ALLOWED, stop: NOT_ALLOWED, decide: NOT_ALLOWED };
  for (const experiment of records()) {
    const read = succeeded(await readExperiment(sample.engine, { experiment }));
    const result: ExperimentResult = { read, log: [], may };
    results.push(result);
    const refs = experimentProofRefs(result);
    const readings = succeeded(await proveExperimentNumbers(sample.engine, { experiment, refs }));
    expect(readings.map(({ ref }) => ref)).toEqual(refs);
    proofs.push(...readings.map((reading) => makeProof(reading, manualClock(SAMPLE_NOW))));
  }
}, 240_000);

describe('the report on the experiments of the sample', () => {
  it('[EX99] proves every number it prints, as the drawer would one by one', async () => {
    const experiments = results.map(({ read }) => read.experiment);
    const reader = withoutTiles(sample.engine);
    for (const proof of proofs.filter((_, index) => index % 9 === 0)) {
      const alone = succeeded(await readProof(reader, { ref: proof.ref, experiments }));
      expect(sameValue(alone.value, proof.value), proof.ref).toBe(true);
      expect(alone.label).toBe(proof.label);
      expect(alone.query).toEqual(proof.query);
    }
  });

  it('[EX97] [EX99] prints the planted effect, links its proof, and nothing of the broken split', () => {
    const page = renderExperimentsReport({
      results,
      drafts: 1,
      status: workspaceStatusSchema.parse({
        id: '01930000-0000-7000-8000-000000000001',
        name: 'Balance',
        sample: true,
        zone: SAMPLE_ZONE,
        currency: SAMPLE_CURRENCY,
        version: '0.1.0',
        datasets: [],
        counts: {
          creativeTests: 0,
          experimentsRunning: 2,
          cellsToLook: 0,
          approvalsWaiting: 0,
          actionsWaiting: 0,
          deadLetters: 0,
        },
        caps: {
          perDay: { minor: 1, currency: SAMPLE_CURRENCY },
          twoApproversAbove: { minor: 1, currency: SAMPLE_CURRENCY },
        },
      }),
      proofs,
      generatedAt: manualClock(SAMPLE_NOW).now(),
      zone: SAMPLE_ZONE,
    });
    const text = page.replace(/<style>.*?<\/style>/s, '');
    expect(text.match(UNFINISHED)?.[0]).toBeUndefined();
    const shipped = results.find(({ read }) => read.experiment.design.key === 'onboarding-checklist');
    const effect = shipped?.read.metrics[0]?.comparisons[0]?.estimate;
    const proof = proofs.find(({ ref }) => ref === 'experiment.metric/onboarding-checklist/sign_up/treatment/estimate');
    expect(text).toContain(`<a class="proven" href="#${proof?.id}">${formatRelativeChange(effect)}</a>`);
    const broken = text.split('id="experiment-shorter-sign-up"')[1]?.split('</article>')[0] ?? '';
    expect(broken).toContain('✕ Unhealthy');
    expect(broken).toContain('No effects are shown');
    expect(proofs.some(({ ref }) => ref.startsWith('experiment.metric/shorter-sign-up'))).toBe(false);
  });
});

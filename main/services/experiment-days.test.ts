import { describe, expect, it } from 'vitest';
import { dayOf, ok } from '../../engine/core/index.ts';
import { sumsTable } from '../../engine/experiments/read/index.ts';
import type { ExperimentData, MetricDay } from '../../engine/experiments/sums.ts';
import type { OpenedOps, StoredMetricDay } from '../../engine/store/ops/index.ts';
import { decidable, experimentRunning } from '../../tests/support/experiments.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import { draft, opening } from '../../tests/support/spine-events.ts';
import { createExperimentDays } from './experiment-days.ts';

const day = (text: string, n: number): MetricDay => ({
  ...{ day: dayOf(text), metric: 'sign-ups', variation: 'control' },
  sums: {
    x: { n, mean: 0.2, m2: 1.6 },
    ...{ y: null, u: { n, mean: 3, m2: 40 }, v: null },
    ...{ xy: null, xu: 0.7, xv: null, yu: null, yv: null, uv: null },
  },
});
const daily = [day('2026-11-01', 10), day('2026-11-02', 20)];
const data: ExperimentData = {
  ...{ daily, segments: [], ages: [], quantiles: [], exposure: [], multipleExposures: 0, unknownVariations: [] },
  dataThrough: dayOf('2026-11-02'),
};

describe('the sums of experiments in the tables', () => {
  it('[EX19] are those of the worker, of every experiment that runs or was stopped', async () => {
    const spine = await testSpine();
    await commit(spine, opening(), experimentRunning(), [
      draft({ type: 'experiment.saved', design: { ...decidable(), key: 'still-a-draft' }, version: 1 }),
    ]);
    const kept: StoredMetricDay[] = [];
    const store = {
      putMetricDays: async (days: readonly StoredMetricDay[]) => {
        kept.push(...days);
        return ok(undefined);
      },
    };
    const asked: string[] = [];
    const days = createExperimentDays({
      spine,
      cache: {
        experimentDays: async ({ experiment }) => {
          asked.push(experiment.design.key);
          return ok(sumsTable(data, 'daily'));
        },
      },
      ops: { get: async () => ok(openedOver(store)) },
    });
    expect(await days.write()).toEqual({ ok: true, value: { experiments: 1, rows: 2 } });
    expect(asked).toEqual(['checkout']);
    expect(kept).toEqual(
      daily.map((each) => ({ ...each, experiment: 'checkout', designVersion: 1, dataThrough: '2026-11-02' })),
    );
  });
});

/** The one method of the tables this needs; the others are not for it. */
function openedOver(store: Pick<OpenedOps['store'], 'putMetricDays'>): OpenedOps {
  const no = async (): Promise<never> => {
    throw new Error('not for the sums by day');
  };
  const others = {
    ...{ putPosteriors: no, posteriors: no, lastNight: no, nightsByCell: no },
    ...{ catchUp: no, auditEntries: no, putProof: no, putProofs: no, getProof: no, putQuarantine: no, quarantine: no },
    ...{
      putJobRun: no,
      jobRuns: no,
      assignmentsOf: no,
      putAssignments: no,
      putExposures: no,
      metricDays: no,
      close: no,
    },
  };
  return { store: { cursor: { seq: 0, hash: '0'.repeat(64) }, ...others, ...store }, rebuilt: false };
}

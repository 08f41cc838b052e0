import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compareTrace } from './compare.ts';
import { replayTrace } from './replay-trace.ts';
import { type TraceDataset, traceDatasetSchema, traceFromText, traceSchema } from './trace.ts';

/** MABWiser 2.7.4's own runs, operation by operation. */
const FOLDER = new URL('../../../../shared/data/mab/', import.meta.url);
const there = existsSync(FOLDER);
const text = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

const files = there
  ? readdirSync(FOLDER)
      .filter((name) => /^[A-Z].*\.[A-Z](\.\w+)?\.json$|^special\.json$/.test(name))
      .map((name) => {
        const trace = traceSchema.parse(traceFromText(text(name)));
        const operations = trace.cases.reduce((sum, { ops }) => sum + ops.length, 0);
        return { name, trace, cases: trace.cases.length, operations };
      })
  : [];
const cases = files.reduce((sum, file) => sum + file.cases, 0);
const operations = files.reduce((sum, file) => sum + file.operations, 0);

const datasetOf = async (name: string): Promise<TraceDataset> =>
  z.object({ dataset: traceDatasetSchema }).parse(JSON.parse(text(`dataset_${name}.json`))).dataset;

describe.skipIf(!there)(
  `${files.length} traces of MABWiser with ${cases} cases and ${operations} operations (skipped without the shared data)`,
  () => {
    it.each(files)(
      '[BA3] $name: $operations operations come out the same, and so does the generator',
      async ({ trace, operations: expected }) => {
        const replayed = compareTrace(trace, await replayTrace(trace, datasetOf));
        expect(replayed).toEqual({ operations: expected, recorded: expected, differences: [] });
      },
    );

    it('[BA3] what comes out otherwise is found', async () => {
      const [file] = files;
      if (file === undefined) throw new Error('there is no trace');
      const [first, ...others] = file.trace.cases;
      if (first === undefined) throw new Error('the trace has no case');
      const otherwise = { ...file.trace, cases: [{ ...first, seed: 987_654 }, ...others] };
      const { differences } = compareTrace(file.trace, await replayTrace(otherwise, datasetOf));
      expect(differences.length).toBeGreaterThan(0);
      expect(differences[0]).toContain(first.id);
    });
  },
);

const NUMPY_STATE = {
  state: '225030870366418395448591471373074224030',
  inc: '169523546601949579594320722648074208879',
};

const play = { decisions: ['a', 'b'], rewards_binary: [1, 0], rewards_real: [1, 0] };
const one = {
  id: 'one',
  dataset: 'small',
  arms: ['a', 'b'],
  learning_policy: { name: 'EpsilonGreedy', params: { epsilon: 0 } },
  rewards: 'real',
};

describe('a trace as text', () => {
  it('[BA5] keeps every digit of a seed', async () => {
    const seeded = (seed: string) =>
      `{"inline_datasets": ${JSON.stringify({ small: { train: play } })}, "cases": [${JSON.stringify({
        ...one,
        neighborhood_policy: null,
        ops: [{ op: 'fit', data: 'train' }],
      }).slice(0, -1)}, "seed": ${seed}}]}`;
    const stateOf = async (seed: string) => {
      const replayed = await replayTrace(traceSchema.parse(traceFromText(seeded(seed))), datasetOf);
      return replayed.cases[0]?.ops[0]?.rng_after;
    };
    // numpy 1.24: np.random.default_rng(2**64 + 13).bit_generator.state
    expect(await stateOf('18446744073709551629')).toMatchObject(NUMPY_STATE);
    expect(await stateOf('18446744073709551616')).not.toMatchObject(NUMPY_STATE);
    expect(await stateOf('"18446744073709551629"')).toMatchObject(NUMPY_STATE);
  });

  it('[BA5] says what is not known as the trace does, and what was refused by its class', async () => {
    const near = { ...play, contexts: [[0], [0]] };
    const trace = traceSchema.parse({
      inline_datasets: { small: { train: near, predict: [[9]] } },
      cases: [
        {
          ...one,
          seed: 1,
          neighborhood_policy: { name: 'Radius', params: { radius: 0.5, metric: 'euclidean' } },
          ops: [
            { op: 'predict', contexts: 0, single: true },
            { op: 'fit', data: 'train' },
            { op: 'predict_expectations', contexts: 0, single: true },
          ],
        },
      ],
    });
    const ops = (await replayTrace(trace, datasetOf)).cases[0]?.ops;
    expect(ops?.[0]).toMatchObject({ op: 'predict', raises: 'ValueError', message: 'nothing has been learned yet' });
    expect(ops?.[2]).toMatchObject({ op: 'predict_expectations', result: ['NaN', 'NaN'] });
  });
});

import {
  ExperimentListing,
  readExperiment,
  readExperimentDays,
  readVocabulary,
  refreshExperimentDays,
} from '../../experiments/index.ts';
import { proveExperimentNumbers } from '../../proofs/index.ts';
import type { Handler } from '../host.ts';
import { METHODS } from '../methods.ts';
import { readerAt, type WorkerPorts, type Workplace } from '../workplace.ts';
import { withSums } from './with-sums.ts';

/** When `some` rows of the list are enough: often enough to see it fill, seldom enough to be no work of its own. */
const SOME_ROWS_MS = 400;

export function experimentHandlers(place: Workplace, { steadyMillis }: WorkerPorts): readonly Handler[] {
  const read = readerAt(place);
  /** Rows that were read, while their data are the same. */
  const listing = new ExperimentListing();
  return [
    read(METHODS.experimentList, ({ cache, pages }, { experiments, extent = 'all' }, signal) => {
      const end = steadyMillis() + SOME_ROWS_MS;
      return listing.read(
        pages,
        { experiments, extent },
        {
          signal,
          keep: (records) => refreshExperimentDays(cache, records, { signal }),
          enough: () => steadyMillis() >= end,
        },
      );
    }),
    read(METHODS.experimentVocabulary, ({ pages }, _, signal) => readVocabulary(pages, signal)),
    read(METHODS.experimentRead, ({ cache, pages }, input, signal) =>
      withSums({ cache, experiments: [input.experiment], signal }, () => readExperiment(pages, input, signal)),
    ),
    read(METHODS.experimentDays, ({ cache, pages }, input, signal) =>
      withSums({ cache, experiments: [input.experiment], signal }, () => readExperimentDays(pages, input, signal)),
    ),
    read(METHODS.experimentProofs, ({ cache, engine }, input, signal) =>
      withSums({ cache, experiments: [input.experiment], signal }, () => proveExperimentNumbers(engine, input, signal)),
    ),
  ];
}

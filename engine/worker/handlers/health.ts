import {
  quarantinedCsv,
  readDatasetHealth,
  readHealthOverview,
  readLineage,
  readQuarantined,
} from '../../health/index.ts';
import type { Handler } from '../host.ts';
import { METHODS } from '../methods.ts';
import { readerAt, type Workplace } from '../workplace.ts';

export function healthHandlers(place: Workplace): readonly Handler[] {
  const read = readerAt(place);
  return [
    read(METHODS.healthOverview, ({ engine }, _, signal) => readHealthOverview(place.health(engine), signal)),
    read(METHODS.datasetHealth, ({ engine }, input, signal) => readDatasetHealth(place.health(engine), input, signal)),
    read(METHODS.lineage, ({ engine }, input, signal) => readLineage(place.health(engine), input, signal)),
    read(METHODS.quarantined, ({ engine }, input, signal) => readQuarantined(place.health(engine), input, signal)),
    read(METHODS.quarantinedCsv, ({ engine }, input, signal) => quarantinedCsv(place.health(engine), input, signal)),
  ];
}

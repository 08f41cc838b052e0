import { ok } from '../core/index.ts';
import { writeParquet } from '../store/cache/parquet.ts';
import { cellHandlers } from './handlers/cells.ts';
import { creativeHandlers } from './handlers/creative.ts';
import { dashboardHandlers } from './handlers/dashboards.ts';
import { experimentHandlers } from './handlers/experiments.ts';
import { healthHandlers } from './handlers/health.ts';
import { loadHandlers } from './handlers/loads.ts';
import { proofHandlers } from './handlers/proofs.ts';
import { type Handler, handler } from './host.ts';
import { METHODS } from './methods.ts';
import { type WorkerPorts, Workplace } from './workplace.ts';

/** Everything the data worker answers, over one workplace. */
export function workerHandlers(ports: WorkerPorts): readonly Handler[] {
  const place = new Workplace(ports);
  return [
    handler(METHODS.open, (options) => place.open(options)),
    handler(METHODS.close, async () => {
      await place.close();
      return ok({});
    }),
    ...loadHandlers(place, ports),
    ...healthHandlers(place),
    ...creativeHandlers(place),
    ...dashboardHandlers(place),
    ...experimentHandlers(place, ports),
    ...cellHandlers(place),
    ...proofHandlers(place),
    handler(METHODS.writeParquet, (table) => writeParquet(table)),
  ];
}

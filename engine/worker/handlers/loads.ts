import { join } from 'node:path';
import { ok } from '../../core/index.ts';
import { datasetFreshness, importDrop, makeSample, rebuildCache } from '../../ingest/index.ts';
import { currentProvenance, readLoads, readQuarantine } from '../../store/cache/index.ts';
import { convertArchive } from '../../upworthy/index.ts';
import { type Handler, handler } from '../host.ts';
import { METHODS } from '../methods.ts';
import { readerAt, type WorkerPorts, type Workplace } from '../workplace.ts';

/** What comes into the cache, what is in it, and making it anew. */
export function loadHandlers(place: Workplace, { clock }: WorkerPorts): readonly Handler[] {
  const read = readerAt(place);
  return [
    handler(METHODS.importDrop, (input, options) =>
      place.withCache(({ cache }) => importDrop({ cache, contracts: place.contracts, clock }, input, options)),
    ),
    handler(METHODS.makeSample, (input, options) =>
      makeSample({ ...input, contracts: place.contracts, templatesDir: join(place.resourcesDir, 'sample') }, options),
    ),
    handler(METHODS.convertArchive, (input, { signal }) =>
      convertArchive({ ...input, contracts: place.contracts }, signal),
    ),
    read(METHODS.freshness, async ({ cache }) => {
      const found = await cache.read(currentProvenance);
      if (!found.ok) return found;
      return ok(
        [...place.contracts.values()].map((contract) =>
          datasetFreshness(contract, found.value.get(contract.dataset), place.moment),
        ),
      );
    }),
    read(METHODS.loads, ({ cache }) => cache.read(readLoads)),
    read(METHODS.quarantine, ({ cache }, { loadId }) => cache.read((connection) => readQuarantine(connection, loadId))),
    handler(METHODS.rebuild, async (input, options) => {
      const current = place.opened.ok ? place.opened.value.cache : null;
      const context = { settings: place.settings, current, contracts: place.contracts, clock };
      const rebuilt = await rebuildCache(context, input, options);
      if (current !== null || !rebuilt.ok) return rebuilt;
      const opened = await place.reopen();
      return opened.ok ? rebuilt : opened;
    }),
  ];
}

import { readCatalog, readProvableTile, readTile } from '../../dashboards/index.ts';
import type { Handler } from '../host.ts';
import { METHODS } from '../methods.ts';
import { readerAt, type Workplace } from '../workplace.ts';

export function dashboardHandlers(place: Workplace): readonly Handler[] {
  const read = readerAt(place);
  return [
    read(METHODS.dashboardCatalog, ({ pages }, _, signal) => readCatalog(pages, place.metrics, signal)),
    read(METHODS.tile, ({ pages }, input, signal) => readTile(place.tiles(pages), input, signal)),
    read(METHODS.provableTile, ({ engine }, input, signal) => readProvableTile(place.tiles(engine), input, signal)),
  ];
}

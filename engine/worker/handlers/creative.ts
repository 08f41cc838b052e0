import { readCreativeTest, readCreativeTests, readCreativeTogether } from '../../creative/index.ts';
import type { Handler } from '../host.ts';
import { METHODS } from '../methods.ts';
import { readerAt, type Workplace } from '../workplace.ts';

export function creativeHandlers(place: Workplace): readonly Handler[] {
  const read = readerAt(place);
  return [
    read(METHODS.creativeTests, ({ engine }, _, signal) => readCreativeTests(engine, signal)),
    read(METHODS.creativeTest, ({ engine }, input, signal) => readCreativeTest(engine, input, signal)),
    read(METHODS.creativeTogether, ({ engine }, _, signal) => readCreativeTogether(engine, signal)),
  ];
}

import {
  readBandit,
  readBandits,
  readCellGround,
  readCellSpend,
  readNights,
  readOffer,
  readWhatIf,
} from '../../bandits/index.ts';
import { proveCellNumbers } from '../../proofs/index.ts';
import type { Handler } from '../host.ts';
import { METHODS } from '../methods.ts';
import { readerAt, type Workplace } from '../workplace.ts';

export function cellHandlers(place: Workplace): readonly Handler[] {
  const read = readerAt(place);
  return [
    read(METHODS.cellOffer, ({ pages }, input, signal) => readOffer(pages, input, signal)),
    read(METHODS.cellSpend, ({ pages }, input, signal) => readCellSpend(place.cells(pages), input, signal)),
    read(METHODS.cellGround, ({ pages }, input, signal) => readCellGround(place.cells(pages), input, signal)),
    read(METHODS.banditList, ({ pages }, input, signal) => readBandits(place.cells(pages), input, signal)),
    read(METHODS.banditRead, ({ pages }, input, signal) => readBandit(place.cells(pages), input, signal)),
    read(METHODS.banditNights, ({ pages }, input, signal) => readNights(place.cells(pages), input, signal)),
    read(METHODS.banditWhatIf, ({ pages }, input, signal) => readWhatIf(place.cells(pages), input, signal)),
    read(METHODS.banditProofs, ({ engine }, input, signal) => proveCellNumbers(place.cells(engine), input, signal)),
  ];
}

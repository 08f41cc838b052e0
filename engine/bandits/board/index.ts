export { type BoardGround, boardOf, permitted } from './board.ts';
export { type NextLook, nextLookOf } from './next-look.ts';
export { type CellSpend, paceOf } from './pace.ts';

export { type BoardGround, boardOf, cellsToLook, countToLook, permitted } from './board.ts';
export { type NextLook, nextLookOf } from './next-look.ts';
export { paceOf } from './pace.ts';
export { vocabularyOf } from './vocabulary.ts';

export { sampleDesigns } from './designs.ts';
export { type Happening, sampleHistory } from './history.ts';

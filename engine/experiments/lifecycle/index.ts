export { type CompiledFeatures, compileFeatures } from './compile.ts';
export { mayDecide, mayRemove, maySave, maySetFlag, mayStop } from './edits.ts';
export { flagViews } from './flag-views.ts';
export { powerDesign, sizeInputOf, sizeOf } from './size.ts';
export { startEvents } from './start.ts';
export { mayStart, startProblems } from './start-rules.ts';
export { mayCountSince } from './start-since.ts';

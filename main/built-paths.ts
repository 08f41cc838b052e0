import { join } from 'node:path';

/** Where the parts of the build are, seen from the folder of a running entry (`out/main`). */
export const builtPaths = (mainFolder: string) => ({
  /** The folder Electron is started with. */
  program: join(mainFolder, '../..'),
  preload: join(mainFolder, '../preload/index.cjs'),
  renderer: join(mainFolder, '../renderer'),
  resources: join(mainFolder, '../resources'),
  worker: join(mainFolder, 'worker.js'),
});

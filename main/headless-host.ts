import { forkWorker } from '../engine/worker/index.ts';
import type { builtPaths } from './built-paths.ts';
import type { Host } from './host.ts';
import type { Log } from './log.ts';
import { systemNet } from './net.ts';
import { systemClock, systemRandom } from './ports.ts';
import { printWithElectron } from './print-headless.ts';
import { sessionSecrets } from './secrets.ts';

export interface HeadlessHostOptions {
  readonly paths: ReturnType<typeof builtPaths>;
  readonly log: Log;
  /** `GW_META_TOKEN`, `GW_REMOTE_URL`, `WAREHOUSE_URL`: secrets; `GW_ELECTRON`: the program that prints PDFs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The surroundings of a workspace under plain Node. */
export const headlessHost = ({ paths, log, environment }: HeadlessHostOptions): Host => ({
  kind: 'headless',
  clock: systemClock,
  random: systemRandom,
  net: systemNet,
  secrets: () => sessionSecrets(environment),
  log,
  resources: paths.resources,
  spawnWorker: () => forkWorker({ entry: paths.worker }),
  printPdf: (html) =>
    printWithElectron(html, { electron: environment.GW_ELECTRON, program: paths.program, environment }),
  chooseFolder: async () => null,
});

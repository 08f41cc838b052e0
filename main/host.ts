import type { CreativeTestList } from '../engine/contract/index.ts';
import type { Clock, Net, Random, Result, SecretStore, Uuid } from '../engine/core/index.ts';
import type { SpawnWorker } from '../engine/worker/index.ts';
import type { Log } from './log.ts';

/**
 * What the surroundings give an open workspace: the window, or plain Node. `main/workbench.ts` takes one and is the same
 * in both.
 */
export interface Host {
  readonly kind: 'desktop' | 'headless';
  readonly clock: Clock;
  readonly random: Random;
  readonly net: Net;
  /** The secrets of one workspace; no other workspace sees them. */
  readonly secrets: (workspaceId: Uuid) => SecretStore;
  readonly log: Log;
  /** Folder with contracts/, policies/, migrations/ and the PGlite template. */
  readonly resources: string;
  /** Starts the data worker: a utility process of Electron, or a child of plain Node. */
  readonly spawnWorker: SpawnWorker;
  /** Around each read of the list of creative tests: the window keeps it for its next start. */
  keepingTests?(read: () => Promise<Result<CreativeTestList>>): Promise<Result<CreativeTestList>>;
  /** Prints a self-contained HTML page to PDF (A4). Fails with PDF_RUNTIME_MISSING where there is no Electron. */
  printPdf(html: string): Promise<Result<Uint8Array>>;
  /** Asks the person for a folder; null when they close the dialog or there is nobody to ask. */
  chooseFolder(title: string): Promise<string | null>;
}

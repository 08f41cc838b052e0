import { app, type BrowserWindow, dialog } from 'electron';
import { ok } from '../engine/core/index.ts';
import type { SpawnWorker } from '../engine/worker/index.ts';
import type { Host } from './host.ts';
import { desktopSecrets } from './keyring-secrets.ts';
import type { Log } from './log.ts';
import { systemNet } from './net.ts';
import { systemClock, systemRandom } from './ports.ts';
import { printHtml } from './print.ts';
import type { StartList } from './start-list.ts';

export interface DesktopHostOptions {
  readonly resources: string;
  readonly spawnWorker: SpawnWorker;
  readonly log: Log;
  readonly window: BrowserWindow;
  readonly startList: StartList;
}

/** The surroundings of a workspace in the window. Call after `ready`. */
export const desktopHost = ({ resources, spawnWorker, log, window, startList }: DesktopHostOptions): Host => ({
  kind: 'desktop',
  clock: systemClock,
  random: systemRandom,
  net: systemNet,
  secrets: (workspaceId) => desktopSecrets(app.getPath('userData'), workspaceId),
  log,
  resources,
  spawnWorker,
  keepingTests: startList.keeping,
  printPdf: async (html) => ok(await printHtml(html)),
  async chooseFolder(title) {
    const chosen = await dialog.showOpenDialog(window, { title, properties: ['openDirectory', 'createDirectory'] });
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  },
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, type MessagePortMain } from 'electron';
import type { SpawnWorker } from '../engine/worker/index.ts';
import { layoutOf } from '../engine/workspace/index.ts';
import { desktopHost } from './desktop-host.ts';
import { answerPort } from './engine-port.ts';
import { openLog } from './log.ts';
import { systemClock, systemRandom } from './ports.ts';
import type { StartList } from './start-list.ts';
import { openWorkbench } from './workbench.ts';

export interface DesktopOptions {
  readonly window: BrowserWindow;
  readonly workspace: string;
  readonly resources: string;
  readonly spawnWorker: SpawnWorker;
  readonly startList: StartList;
}

export interface Desktop {
  answer(port: MessagePortMain): void;
  close(): Promise<void>;
}

/** Opens the workspace for the window. A workspace that can not be opened still answers: every call says why. */
export async function openDesktop({
  window,
  workspace,
  resources,
  spawnWorker,
  startList,
}: DesktopOptions): Promise<Desktop> {
  const layout = layoutOf(workspace);
  const log = openLog({
    dir: existsSync(layout.settings) ? layout.logs : join(app.getPath('userData'), 'logs'),
    clock: systemClock,
    random: systemRandom,
  });
  const opened = await openWorkbench(workspace, desktopHost({ resources, spawnWorker, log, window, startList }));
  if (!opened.ok) log.warn('workspace not opened', { code: opened.error.code });
  if (opened.ok) {
    // The first page asks for this; by then it is on its way.
    void opened.value.services.creative.list(undefined);
    opened.value.startSync();
  }
  const services = opened.ok ? { ok: true as const, value: opened.value.services } : opened;
  return {
    answer: (port) => answerPort(port, services, (thrown) => log.bug('procedure failed', thrown)),
    async close() {
      if (opened.ok) await opened.value.close();
      await log.close();
    },
  };
}

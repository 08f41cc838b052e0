import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, type MessagePortMain } from 'electron';
import type { Services } from '../engine/api/index.ts';
import { appError, err, ok, type Result } from '../engine/core/index.ts';
import type { SpawnWorker } from '../engine/worker/index.ts';
import { layoutOf } from '../engine/workspace/index.ts';
import { desktopHost } from './desktop-host.ts';
import { answerPort } from './engine-port.ts';
import { lazily } from './lazily.ts';
import { openLog } from './log.ts';
import { systemClock, systemRandom } from './ports.ts';
import type { StartList } from './start-list.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

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

/**
 * Answers the window's calls from the workspace, which is opened at once. One that can not be opened answers each call
 * with why, and is tried again with the next.
 */
export function openDesktop({ window, workspace, resources, spawnWorker, startList }: DesktopOptions): Desktop {
  const layout = layoutOf(workspace);
  const log = openLog({
    dir: existsSync(layout.settings) ? layout.logs : join(app.getPath('userData'), 'logs'),
    clock: systemClock,
    random: systemRandom,
  });
  const host = desktopHost({ resources, spawnWorker, log, window, startList });
  let failure = '';
  let closing = false;

  const open = lazily(async (): Promise<Result<Workbench>> => {
    if (closing) return err(appError('CANCELLED'));
    const opened = await openWorkbench(workspace, host);
    if (opened.ok) {
      // The first page asks for this; by then it is on its way.
      void opened.value.services.creative.list(undefined);
      opened.value.startSync();
      opened.value.startSchedule();
      opened.value.startWatching();
    } else if (opened.error.code !== failure) {
      failure = opened.error.code;
      log.warn('workspace not opened', { code: failure });
    }
    return opened;
  });
  const reportBug = (thrown: unknown): string => log.bug('procedure failed', thrown);
  open().catch(reportBug);

  const services = async (): Promise<Result<Services>> => {
    const opened = await open();
    return opened.ok ? ok(opened.value.services) : opened;
  };
  return {
    answer: (port) => answerPort(port, { services }, reportBug),
    async close() {
      closing = true;
      const opened = await open().catch(() => null);
      if (opened?.ok) await opened.value.close();
      await log.close();
    },
  };
}

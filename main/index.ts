import { readFile, writeFile } from 'node:fs/promises';
import { app, type BrowserWindow, session } from 'electron';
import { layoutOf } from '../engine/workspace/index.ts';
import { launchOf } from './arguments.ts';
import { builtPaths } from './built-paths.ts';
import { sampleFolder } from './data-folder.ts';
import type { Desktop } from './desktop.ts';
import { setMenu } from './menu.ts';
import { admitPorts } from './port-gate.ts';
import { registerAppScheme, serveApp } from './protocol.ts';
import { denyPermissions, secureApp } from './security.ts';
import { claimWorkspace } from './single-instance.ts';
import { type StartList, startListOf } from './start-list.ts';
import { openWindow } from './window.ts';
import { startedAhead, startUtilityWorker } from './worker-process.ts';

const launch = launchOf(process.argv.slice(1));
const paths = builtPaths(import.meta.dirname);
/** A page asks for its line sooner than this after it was loaded. */
const PAGE_ASKS_WITHIN_MS = 3_000;

let shown: BrowserWindow | null = null;

const fail = (thrown: unknown): void => {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  app.exit(1);
};

const warn = (thrown: unknown): void => {
  process.stderr.write(`start list: ${String(thrown)}\n`);
};

/** Prints one page and ends. */
async function print(html: string, pdf: string): Promise<void> {
  const { printHtml } = await import('./print.ts');
  await writeFile(pdf, await printHtml(await readFile(html, 'utf8')));
  app.exit(0);
}

/** Keeps the program alive until `close` is done: the journal, the cache and the lock are let go in order. */
function closeBeforeQuit(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    close().then(() => app.exit(0), fail);
  });
}

const keptOf = (workspace: string): StartList => {
  const { cache, startList } = layoutOf(workspace);
  return startListOf({ cache, worker: paths.worker, list: startList, onTrouble: warn });
};

/**
 * Shows the window at once. With rows from last time on it, the workspace opens when the page is there and asks for it,
 * so that the page need not share the machine; without, it opens meanwhile. Calls wait until it is open.
 */
async function start(workspace: string): Promise<void> {
  const startList = keptOf(workspace);
  serveApp(session.defaultSession, paths.renderer, startList.kept);
  denyPermissions(session.defaultSession);
  const window = openWindow(paths.preload);
  shown = window;
  setMenu();
  let opening: Promise<Desktop> | null = null;
  const open = (): Promise<Desktop> => {
    if (opening !== null) return opening;
    // The data worker takes longest to be ready, so it starts before anything else needs it.
    const spawnWorker = startedAhead(() => startUtilityWorker(paths.worker));
    opening = import('./desktop.ts').then(({ openDesktop }) =>
      openDesktop({ window, workspace, resources: paths.resources, spawnWorker, startList }),
    );
    opening.catch(fail);
    return opening;
  };
  const { webContents } = window;
  admitPorts(webContents, (port) => {
    open()
      .then((desktop) => desktop.answer(port))
      .catch(fail);
  });
  // Approved actions go out also when the page never asks.
  webContents.once('did-fail-load', () => void open());
  webContents.once('did-finish-load', () =>
    setTimeout(() => {
      if (!window.isDestroyed()) void open();
    }, PAGE_ASKS_WITHIN_MS),
  );
  closeBeforeQuit(async () => (await opening)?.close());
  if ((await startList.kept()) === null) await open();
}

// Never a top-level await of whenReady: an ESM entry that waits for it keeps Electron from getting ready.
registerAppScheme();
secureApp(app);
app.on('window-all-closed', () => {
  // Printing ends by itself, after the hidden window is gone.
  if (launch.mode === 'window') app.quit();
});
if (launch.mode === 'print') {
  const { html, pdf } = launch;
  app
    .whenReady()
    .then(() => print(html, pdf))
    .catch(fail);
} else {
  const workspace = launch.workspace ?? process.env.GW_WORKSPACE ?? sampleFolder(process.env, process.platform);
  if (!claimWorkspace(app, workspace, () => shown)) app.exit(0);
  else
    app
      .whenReady()
      .then(() => start(workspace))
      .catch(fail);
}

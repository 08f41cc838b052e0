import { readFile, writeFile } from 'node:fs/promises';
import { app, type BrowserWindow, session } from 'electron';
import { launchOf } from './arguments.ts';
import { builtPaths } from './built-paths.ts';
import { sampleFolder } from './data-folder.ts';
import { setMenu } from './menu.ts';
import { admitPorts } from './port-gate.ts';
import { registerAppScheme, serveApp } from './protocol.ts';
import { denyPermissions, secureApp } from './security.ts';
import { claimWorkspace } from './single-instance.ts';
import { openWindow } from './window.ts';
import { startedAhead, startUtilityWorker } from './worker-process.ts';

const launch = launchOf(process.argv.slice(1));
const paths = builtPaths(import.meta.dirname);
let shown: BrowserWindow | null = null;

const fail = (thrown: unknown): void => {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  app.exit(1);
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

/** Shows the window at once; the workspace opens while the page loads, and its calls wait for that. */
async function start(workspace: string): Promise<void> {
  serveApp(session.defaultSession, paths.renderer);
  denyPermissions(session.defaultSession);
  setMenu();
  // The data worker takes longest to be ready, so it starts before anything else needs it.
  const spawnWorker = startedAhead(() => startUtilityWorker(paths.worker));
  const window = openWindow(paths.preload);
  shown = window;
  const opening = import('./desktop.ts').then(({ openDesktop }) =>
    openDesktop({ window, workspace, resources: paths.resources, spawnWorker }),
  );
  admitPorts(window.webContents, (port) => {
    opening.then((desktop) => desktop.answer(port)).catch(fail);
  });
  closeBeforeQuit(async () => (await opening).close());
  await opening;
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

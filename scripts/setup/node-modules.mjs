import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, say, stop } from '../run.mjs';

const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * Whether node_modules holds what package-lock.json asks for. npm keeps its own record of what it installed; parts that
 * are optional on this system may be absent, but not in another version.
 */
export function isInstalled(root = ROOT) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/**
 * Installs what the lock file names, when that is not what is there. Not by `npm ci`: it refuses a lock file made where
 * the packages of other systems could not be had. `--no-save` keeps the lock file as it is.
 */
export function installPackages() {
  if (isInstalled()) return;
  say('Installing packages…');
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  if (run('npm', ['install', ...quiet], { env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } }) !== 0)
    stop('The packages could not be installed. Check the network, then run the same command again.');
}

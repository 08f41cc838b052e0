import { existsSync, readdirSync } from 'node:fs';
import { ask, run, say, stop } from '../run.mjs';

/** What a Debian machine needs to open the window, by a file that shows it is there. */
const WANTED = [
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { package: 'libnss3', library: 'libnss3.so' },
  { package: 'libasound2', library: 'libasound.so.2' },
  { package: 'libgbm1', library: 'libgbm.so.1' },
  { package: 'xvfb', program: 'Xvfb' },
  { package: 'xauth', program: 'xauth' },
  { package: 'unzip', program: 'unzip' },
];

const LIBRARY_FOLDERS = ['/lib', '/usr/lib', '/usr/lib64'];
const PROGRAM_FOLDERS = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');

function hasLibrary(name) {
  return LIBRARY_FOLDERS.some(
    (folder) =>
      existsSync(`${folder}/${name}`) ||
      (existsSync(folder) &&
        readdirSync(folder).some((inner) => inner.endsWith('-linux-gnu') && existsSync(`${folder}/${inner}/${name}`))),
  );
}

const isThere = ({ library, program }) =>
  library === undefined ? PROGRAM_FOLDERS.some((folder) => existsSync(`${folder}/${program}`)) : hasLibrary(library);

/** Names of the Debian packages that are missing. */
export const missingPackages = () => WANTED.filter((wanted) => !isThere(wanted)).map((wanted) => wanted.package);

/** How to become root without being asked: nothing when we are, sudo when it needs no password, null otherwise. */
function elevation() {
  if (process.getuid?.() === 0) return [];
  return ask('sudo', ['-n', 'true']).ok ? ['sudo', '-n'] : null;
}

/**
 * Installs the missing system packages on Debian and its relatives. Without the rights, says which and ends.
 * On other systems the window's libraries are part of the system.
 */
export function installSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = missingPackages();
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install --no-install-recommends ${missing.join(' ')}`;
  const prefix = elevation();
  if (prefix === null || !ask('apt-get', ['--version']).ok)
    stop(
      `These system packages are missing: ${missing.join(', ')}.\nInstall them as root, then run this again:\n  ${command}`,
    );
  say(`Installing system packages: ${missing.join(', ')}…`);
  const apt = (...args) => {
    const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return run(program, rest, { stdio: ['ignore', 'ignore', 2] });
  };
  if (apt('update') !== 0 || apt('install', '-y', '--no-install-recommends', ...missing) !== 0)
    stop(`The system packages could not be installed. As root:\n  ${command}`);
}

// Everything a fresh machine lacks: packages, system libraries, the Electron runtime. Instant when nothing is missing.
import { pathToFileURL } from 'node:url';
import { stop } from './run.mjs';
import { ensureRuntime } from './setup/electron-runtime.mjs';
import { installPackages } from './setup/node-modules.mjs';
import { installSystemPackages } from './setup/system-packages.mjs';

const OLDEST_NODE = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = OLDEST_NODE;
  if (major < needMajor || (major === needMajor && minor < needMinor))
    stop(`Node ${needMajor}.${needMinor} or newer is needed; this is ${process.versions.node}.`);
}

/** Sets the machine up and returns the folder of the Electron runtime. */
export async function setUp() {
  checkNode();
  installPackages();
  installSystemPackages();
  return ensureRuntime();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(`${await setUp()}\n`);

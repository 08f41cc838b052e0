import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const ASK_AGAIN_MS = 150;

function tryTake(path) {
  try {
    writeFileSync(path, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (thrown.code === 'EEXIST') return false;
    throw thrown;
  }
}

/** Whether the process that holds the lock still runs. A lock that is just being written counts as held. */
function isHeld(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (thrown) {
    if (thrown.code === 'EPERM') return true;
    if (thrown.code === 'ESRCH' || thrown.code === 'ENOENT') return false;
    throw thrown;
  }
}

/** Waits for the lock and takes it; resolves to the function that lets it go. A lock whose process has died is taken over. */
export async function holdBuildLock(path) {
  while (!tryTake(path)) {
    if (isHeld(path)) await wait(ASK_AGAIN_MS);
    else rmSync(path, { force: true });
  }
  return () => rmSync(path, { force: true });
}

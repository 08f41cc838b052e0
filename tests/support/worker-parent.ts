import { join } from 'node:path';
import { openWorkerFixture } from './worker.ts';

/** A process that keeps a worker busy and tells the test which one it is, until it is killed. Takes the folder to work in. */
const { client, dir, pids } = await openWorkerFixture(process.argv[2]);
await client.start();
await new Promise<void>((busy) => {
  const exportsDir = join(dir, 'exports');
  void client.makeSample({ exportsDir, seed: 1, through: '2026-11-20' }, { onProgress: () => busy() });
});
process.send?.({ worker: pids[0] });

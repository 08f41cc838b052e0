import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test as base } from './app.ts';

const CLI = join(import.meta.dirname, '../../out/main/cli.js');

interface SampleOfRun {
  /** The sample workspace, made once; a test works on a copy. */
  readonly sampleFolder: string;
}

interface SampleOfTest {
  /** Puts a copy of the sample workspace at the test's workspace. */
  putSample(): Promise<void>;
}

/** The window's test with a sample workspace at hand: making one takes longer than most tests. */
export const test = base.extend<SampleOfTest, SampleOfRun>({
  sampleFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters of a fixture from a pattern.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'workbench-sample-'));
      await promisify(execFile)(process.execPath, [CLI, 'sample', join(folder, 'workspace'), '--json']);
      await use(join(folder, 'workspace'));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  putSample: async ({ sampleFolder, workspace }, use) => {
    await use(() => cp(sampleFolder, workspace, { recursive: true }));
  },
});

export { expect } from './app.ts';

// npm test: sets up, builds, runs the checks and every suite, and ends with one line: N passed, N failed, N skipped.
// A failing check counts as a failed test. Reports are left in test-results/.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ROOT, say, stop } from './run.mjs';
import { setUp } from './setup.mjs';
import { runChecks } from './test/checks.mjs';
import { runPlaywright } from './test/playwright.mjs';
import { runVitest } from './test/vitest.mjs';

const RESULTS = join(ROOT, 'test-results');

const add = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

process.env.ELECTRON_OVERRIDE_DIST_PATH = await setUp();
await build().catch((thrown) => stop(`The build failed: ${thrown.message}\n0 passed, 1 failed, 0 skipped`));
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

let total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of [runChecks, runVitest, runPlaywright]) {
  const counts = await suite(RESULTS);
  say(`  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  total = add(total, counts);
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

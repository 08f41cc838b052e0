import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from '../run.mjs';

/** Unit and integration tests. A run that leaves no report, or ends badly with all tests passed, is a failure. */
export function runVitest(results) {
  say('Unit and integration tests');
  const report = join(results, 'vitest.json');
  const status = run('node_modules/.bin/vitest', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that could not be loaded has no tests to count, but it failed.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = numFailedTests + broken;
  return {
    passed: numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from '../run.mjs';

const hasDisplay = () =>
  process.platform !== 'linux' || [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some((name) => name);

/** End-to-end tests in the window, under a virtual display where there is none. */
export function runPlaywright(results) {
  say('End-to-end tests in the window');
  const report = join(results, 'playwright.json');
  const command = ['node_modules/.bin/playwright', 'test', '--reporter=list,json'];
  const [program, ...args] = hasDisplay() ? command : ['xvfb-run', '-a', ...command];
  const environment = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const status = run(program, args, { env: environment });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

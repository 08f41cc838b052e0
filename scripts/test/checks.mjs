import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, say } from '../run.mjs';

const bin = (name) => `node_modules/.bin/${name}`;
const PARTS = ['bin', 'engine', 'main', 'preload', 'renderer', 'sync', 'scripts', 'tests', 'bench'];

/** What has to hold of the sources themselves. */
const CHECKS = [
  { title: 'format and lint', command: [bin('biome'), 'check', '.'] },
  { title: 'types of main, engine and sync', command: [bin('tsc'), '-p', 'tsconfig.node.json'] },
  { title: 'types of the page', command: [bin('tsc'), '-p', 'tsconfig.web.json'] },
  { title: 'types of the preload', command: [bin('tsc'), '-p', 'tsconfig.preload.json'] },
  {
    title: 'import rules',
    command: [
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      ...PARTS.filter((part) => existsSync(join(ROOT, part))),
    ],
  },
  { title: 'generated documentation is current', command: [bin('tsx'), 'scripts/docs.ts', '--check'] },
];

/** Runs each check; one that fails is a failed test. */
export function runChecks() {
  say('Checks');
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { title, command } of CHECKS) {
    const [program, ...args] = command;
    const passed = run(program, args) === 0;
    say(`  ${passed ? '✓' : '✕'} ${title}`);
    counts[passed ? 'passed' : 'failed'] += 1;
  }
  return counts;
}

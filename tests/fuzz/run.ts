/** npm run fuzz -- --cases 10000 --from 1 [--parts 2]: damaged drops by seed, in child processes, so that a crash is seen and named. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    /** Processes at once. */
    parts: { type: 'string', default: String(Math.min(4, cpus().length)) },
  },
});
const from = Number(values.from);
const cases = Number(values.cases);
const parts = Number(values.parts);

const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begun'), seed: z.int() }),
  z.object({
    kind: z.literal('done'),
    outcome: z.object({
      seed: z.int(),
      base: z.string(),
      done: z.array(z.string()),
      ended: z.string(),
      violations: z.array(z.string()),
    }),
  }),
]);

const ended = new Map<string, number>();
const failures: string[] = [];
let finishedCases = 0;
const begun = performance.now();

const fail = (failure: string): void => {
  failures.push(failure);
  console.error(failure);
};

/** One child after another runs these seeds: after a crash the next goes on with the seed behind. */
async function runPart(first: number, last: number): Promise<void> {
  for (let next = first; next < last; ) {
    const child = fork(new URL('part.ts', import.meta.url), [String(next), String(last)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let current = next;
    let finished = next;
    child.on('message', (raw) => {
      const told = message.parse(raw);
      if (told.kind === 'begun') {
        current = told.seed;
        return;
      }
      const { outcome } = told;
      finished = outcome.seed + 1;
      finishedCases += 1;
      if (finishedCases % 250 === 0) console.error(`${finishedCases} cases, ${failures.length} failures`);
      ended.set(outcome.ended, (ended.get(outcome.ended) ?? 0) + 1);
      if (outcome.violations.length > 0) {
        fail(`seed ${outcome.seed} (${outcome.base}: ${outcome.done.join(', ')}): ${outcome.violations.join('; ')}`);
      }
    });
    const [code, signal] = await once(child, 'exit');
    if (finished >= last) return;
    fail(`seed ${current} ended the process (${code ?? signal})`);
    next = current + 1;
  }
}

const share = Math.ceil(cases / parts);
await Promise.all(
  Array.from({ length: parts }, (_, part) =>
    runPart(from + part * share, Math.min(from + cases, from + (part + 1) * share)),
  ),
);
const seconds = (performance.now() - begun) / 1_000;
const counts = [...ended].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
console.log(`${cases} damaged drops from seed ${from}: ${failures.length} failures, ${seconds.toFixed(0)} s`);
console.log(counts.join(', '));
if (failures.length > 0) {
  console.error('Pin them: add the seeds to tests/fuzz/pinned.json.');
  process.exitCode = 1;
}

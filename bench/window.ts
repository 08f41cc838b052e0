import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronProgram, inDisplay, ROOT, sampleWorkspace } from './window/setting.ts';

/**
 * From launch to a usable page (rows of the creative tests painted, sample workspace) against a bare Electron window on
 * the same runtime. Launches alternate, after one of each that is not counted: from the second on, the rows are the list
 * kept for this very cache (`main/start-list.ts`). `answeredMs` is when the engine's first own answer is painted, the
 * selected test beside the list. Prints one JSON document with the load of the machine.
 */
const RUNS = 7;
const GOAL = 1.6;

const electron = electronProgram();
const work = mkdtempSync(join(tmpdir(), 'bench-window-'));

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Milliseconds from the start of the process until it says each of `words`. */
function launch(entry: string, args: readonly string[], words: readonly string[]): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const begun = Date.now();
    const child = spawn(electron, [join(ROOT, 'bench/window', entry), ...sandbox, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', () => {
      const times = new Map([...said.matchAll(/^(\w+) (\d+)$/gm)].map(([, word, at]) => [word, Number(at) - begun]));
      const missing = words.find((word) => !times.has(word));
      if (missing === undefined) resolve(words.map((word) => times.get(word) ?? Number.NaN));
      else reject(new Error(`${entry} never said ${missing}`));
    });
  });
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no launches');
  return middle;
};

async function measure(workspace: string) {
  const bare: number[] = [];
  const usable: number[] = [];
  const answered: number[] = [];
  for (let i = 0; i <= RUNS; i += 1) {
    bare.push(...(await launch('bare.mjs', [`--user-data-dir=${join(work, 'bare')}`], ['shown'])));
    const profile = `--user-data-dir=${join(work, 'profile')}`;
    const times = await launch('observed.mjs', [profile, '--workspace', workspace], ['shown', 'answered']);
    usable.push(...times.slice(0, 1));
    answered.push(...times.slice(1));
  }
  return { bare: bare.slice(1), usable: usable.slice(1), answered: answered.slice(1) };
}

inDisplay(import.meta.filename);

try {
  const { bare, usable, answered } = await measure(sampleWorkspace(work));
  const ratio = median(usable) / median(bare);
  const result = {
    bench: 'window',
    runs: RUNS,
    bareMs: { median: median(bare), all: bare },
    usableMs: { median: median(usable), all: usable },
    answeredMs: { median: median(answered), all: answered },
    load: loadavg()[0],
    ratio: Number(ratio.toFixed(2)),
    goal: GOAL,
    met: ratio <= GOAL,
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

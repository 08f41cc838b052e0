import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '../contract/index.ts';
import type { Drop } from './drop.ts';

type Phase = 'checking' | 'loading' | 'saving';

/** How often the reading is looked at, in milliseconds. */
const INTERVAL = 100;

/** Where each phase begins and how long it is, of the whole import. */
const SPAN: Readonly<Record<Phase, readonly [number, number]>> = {
  loading: [0, 0.6],
  checking: [0.6, 0.3],
  saving: [0.9, 0.1],
};

const MESSAGE: Readonly<Record<Phase, (rows: string, files: number) => string>> = {
  checking: (rows, files) => `Checking ${rows} rows in ${files} ${files === 1 ? 'file' : 'files'}`,
  loading: (rows) => `Loading ${rows} rows`,
  saving: (rows) => `Saving ${rows} rows`,
};

export interface ImportProgress {
  phase(phase: Phase): void;
  /** Share of the bytes whose hash has been computed. */
  hashed(fraction: number): void;
  /** Follows DuckDB's own progress on a connection until stopped. */
  watch(connection: DuckDBConnection): { stop(): void };
}

/** Turns what the import does into progress that only goes forward: loading by DuckDB's count, checking by the bytes hashed. */
export function progressOf(drop: Drop, report: ((progress: Progress) => void) | undefined): ImportProgress {
  const rows = drop.manifest.totals.rows.toLocaleString('en-US');
  let phase: Phase = 'loading';
  let hashed = 0;
  let last = -1;
  const tell = (within: number, always: boolean) => {
    const [start, length] = SPAN[phase];
    const share = phase === 'checking' ? hashed : within;
    const fraction = start + length * Math.min(1, Math.max(0, share));
    if (fraction <= last && !always) return;
    last = Math.max(last, fraction);
    report?.({ phase, fraction: last, message: MESSAGE[phase](rows, drop.files.length) });
  };
  return {
    phase: (next) => {
      phase = next;
      tell(0, true);
    },
    hashed: (fraction) => {
      hashed = fraction;
    },
    watch: (connection) => {
      if (report === undefined) return { stop: () => {} };
      const timer = setInterval(() => tell(connection.progress.percentage / 100, false), INTERVAL);
      return { stop: () => clearInterval(timer) };
    },
  };
}

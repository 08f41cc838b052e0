import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '../contract/index.ts';
import type { Drop } from './drop.ts';

type Phase = 'reading' | 'checking' | 'saving';

/** How often the reading is looked at, in milliseconds. */
const INTERVAL = 100;

/** Where each phase begins and how long it is, of the whole import. */
const SPAN: Readonly<Record<Phase, readonly [number, number]>> = {
  reading: [0, 0.7],
  checking: [0.7, 0.2],
  saving: [0.9, 0.1],
};

const MESSAGE: Readonly<Record<Phase, (rows: string, files: number) => string>> = {
  reading: (rows, files) => `Reading ${rows} rows from ${files} ${files === 1 ? 'file' : 'files'}`,
  checking: (rows) => `Checking ${rows} rows against the contract`,
  saving: (rows) => `Saving ${rows} rows`,
};

export interface ImportProgress {
  phase(phase: Phase): void;
  /** Share of the bytes whose hash has been computed. */
  hashed(fraction: number): void;
  /** Follows DuckDB's own progress on a connection until stopped. */
  watch(connection: DuckDBConnection): { stop(): void };
}

/** Turns what the import does into progress that only goes forward. Reading counts when both hash and rows are in. */
export function progressOf(drop: Drop, report: ((progress: Progress) => void) | undefined): ImportProgress {
  const rows = drop.manifest.totals.rows.toLocaleString('en-US');
  let phase: Phase = 'reading';
  let hashed = 0;
  let last = -1;
  const tell = (within: number) => {
    const [start, length] = SPAN[phase];
    const share = phase === 'reading' ? Math.min(within, hashed) : within;
    const fraction = start + length * Math.min(1, Math.max(0, share));
    if (fraction <= last) return;
    last = fraction;
    report?.({ phase, fraction, message: MESSAGE[phase](rows, drop.files.length) });
  };
  return {
    phase: (next) => {
      phase = next;
      if (next !== 'reading') hashed = 1;
      tell(0);
    },
    hashed: (fraction) => {
      hashed = fraction;
    },
    watch: (connection) => {
      if (report === undefined) return { stop: () => {} };
      const timer = setInterval(() => tell(connection.progress.percentage / 100), INTERVAL);
      return { stop: () => clearInterval(timer) };
    },
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { type Clock, newId, type Random } from '../engine/core/index.ts';
import { redact, redactText } from './redact.ts';

export type LogFields = Readonly<Record<string, unknown>>;

/** Diagnostics for whoever mends the workbench. Everything is redacted; audit facts belong in the journal. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Writes a bug with its stack and returns the reference a person can quote. */
  bug(event: string, thrown: unknown, fields?: LogFields): string;
  close(): Promise<void>;
}

export interface LogOptions {
  /** Folder for `workbench.log`; made when missing. */
  readonly dir: string;
  readonly clock: Clock;
  readonly random: Random;
}

const faultFields = (thrown: unknown): LogFields =>
  thrown instanceof Error
    ? { error: thrown.name, text: redactText(thrown.message), stack: redactText(thrown.stack ?? '') }
    : { error: 'thrown', text: redactText(String(thrown)) };

/** @throws what the file system throws when the folder can not be written. */
export function openLog({ dir, clock, random }: LogOptions): Log {
  mkdirSync(dir, { recursive: true });
  const file = pino.destination({ dest: join(dir, 'workbench.log'), sync: true });
  const log = pino(
    {
      base: { pid: process.pid },
      timestamp: () => `,"at":"${clock.now()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => Object.fromEntries(Object.entries(redact(fields) ?? {})),
      },
    },
    file,
  );
  return {
    info: (event, fields = {}) => log.info(fields, event),
    warn: (event, fields = {}) => log.warn(fields, event),
    bug(event, thrown, fields = {}) {
      const reference = newId(clock, random).slice(-12);
      log.error({ ...fields, reference, ...faultFields(thrown) }, event);
      return reference;
    },
    close: () =>
      new Promise((resolve) => {
        file.once('close', () => resolve());
        file.end();
      }),
  };
}

/** For commands that have no workspace yet: bugs go to standard error, redacted. */
export const stderrLog = (write: (line: string) => void): Log => ({
  info: () => {},
  warn: (event) => write(redactText(event)),
  bug(event, thrown) {
    const { error, text } = faultFields(thrown);
    write(`${event}: ${error}: ${text}`);
    return 'stderr';
  },
  close: async () => {},
});

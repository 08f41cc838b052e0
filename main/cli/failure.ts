import { ORPCError } from '@orpc/server';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { type AppError, appError, isErrorCode, type Result } from '../../engine/core/index.ts';

/** An expected failure on its way out of a command. */
export class Failure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

/** A command that was written wrongly. */
export class WrongUsage extends Error {}

/** The value of a result. @throws Failure */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Failure(result.error);
}

export interface Exit {
  readonly status: 0 | 1 | 2;
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

const dataSchema = z.object({ next: z.string() });

const usage = (message: string): Exit => ({
  status: 2,
  code: 'USAGE',
  message,
  next: 'Run "gw --help", or "gw COMMAND --help" for one command.',
});

/** What is said about anything a command threw, and with which status it ends. Bugs get a reference from `reportBug`. */
export function exitFor(thrown: unknown, reportBug: (thrown: unknown) => string): Exit {
  if (thrown instanceof Failure) return { status: 1, ...thrown.error };
  if (thrown instanceof WrongUsage) return usage(thrown.message);
  if (thrown instanceof CommanderError)
    return thrown.exitCode === 0
      ? { status: 0, code: thrown.code, message: '', next: '' }
      : usage(
          thrown.code === 'commander.help'
            ? 'Only part of a command was given.'
            : thrown.message.replace(/^error: /, ''),
        );
  if (thrown instanceof ORPCError && isErrorCode(thrown.code)) {
    const data = dataSchema.safeParse(thrown.data);
    return { status: 1, code: thrown.code, message: thrown.message, next: data.success ? data.data.next : '' };
  }
  return { status: 1, ...appError('INTERNAL', { reference: reportBug(thrown) }) };
}

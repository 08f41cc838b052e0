import type { builtPaths } from '../built-paths.ts';

/** The terminal a command runs in, and where the product is. Tests bring their own. */
export interface Cli {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly paths: ReturnType<typeof builtPaths>;
  /** Standard output: the answer. */
  out(text: string): void;
  /** Standard error: progress, questions, failures. */
  err(text: string): void;
  /** Whether a person sees standard error. */
  readonly watched: boolean;
  /** Asks for a line that is not shown; null when there is nobody to ask. */
  askHidden(question: string): Promise<string | null>;
  /** The command ends with status 1 although it printed its answer. */
  markFailed(): void;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a command found out: for programs and for people. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  /** The answer is bad news: printed like any other, but the command ends with status 1. */
  readonly failed?: boolean;
}

import type { AppError, Result } from '../core/index.ts';

/**
 * Carries an expected failure out of a transaction, so that it is rolled back. Thrown and caught only inside the
 * import; outside it is the `Result` it holds.
 */
export class Refusal extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.code);
    this.name = 'Refusal';
    this.error = error;
  }
}

/** The value of a result inside a transaction. @throws Refusal when it failed. */
export function required<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.error);
  return result.value;
}

import type { Result } from '../engine/core/index.ts';

/** Runs `make` once, for everybody who asks while it runs and after it succeeded; and anew after it failed. */
export function lazily<T>(make: () => Promise<Result<T>>): () => Promise<Result<T>> {
  let made: Promise<Result<T>> | null = null;
  return () => {
    made ??= make().then(
      (result) => {
        if (!result.ok) made = null;
        return result;
      },
      (thrown: unknown) => {
        made = null;
        throw thrown;
      },
    );
    return made;
  };
}

import type { Result } from '../core/index.ts';
import { answer } from './answer.ts';

/** Answers as they come. @throws the contract's error with the first that failed. */
export async function* resultStream<T>(results: AsyncIterable<Result<T>>): AsyncGenerator<T, void, void> {
  for await (const result of results) yield await answer(Promise.resolve(result));
}

import { MISSING } from './missing.ts';
import { flatText } from './text.ts';

/** What a failure says on a card, in a cell or on paper: what happened, then what to do next. No code, no stack. */
export function formatFailure(
  failure: { readonly message: string; readonly next?: string } | null | undefined,
): string {
  if (failure === null || failure === undefined) return MISSING;
  const said = [failure.message, failure.next ?? ''].map(flatText).filter((text) => text !== MISSING);
  return said.length === 0 ? 'It failed without saying why.' : said.join(' ');
}

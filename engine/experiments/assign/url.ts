import { urlOf } from '../../core/index.ts';

/** Which pages an experiment runs on. `simple` compares parts and knows `*`; `regex` is tried on the address and on its path. */
export interface UrlTarget {
  readonly include?: boolean | undefined;
  readonly type: string;
  readonly pattern: string;
}

/** The variation asked for in the address (`?experiment-key=1`), for previews; null when none that exists is. */
export function queryStringOverride(key: string, url: string, variations: number): number | null {
  const search = url.split('?')[1];
  if (search === undefined) return null;
  const given = search
    .replace(/#.*/, '')
    .split('&')
    .map((pair) => pair.split('=', 2))
    .find(([name]) => name === key);
  // biome-ignore lint/correctness/useParseIntRadix: the kits read it without a radix, so that 0x1 is 1.
  const variation = Number.parseInt(given?.[1] ?? '');
  return variation >= 0 && variation < variations ? variation : null;
}

/** A regular expression; null when the text is none. */
function pattern(text: string, flags = ''): RegExp | null {
  try {
    return new RegExp(text, flags);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

// An asterisk is not allowed in a host, so it is carried through parsing as this.
const WILDCARD = '_____';

function partMatches(actual: string, wanted: string, isPath: boolean): boolean {
  const escaped = wanted.replaceAll(/[*.+?^${}()|[\]\\]/g, '\\$&').replaceAll(WILDCARD, '.*');
  const text = isPath ? `/?${escaped.replaceAll(/(^\/|\/$)/g, '')}/?` : escaped;
  return pattern(`^${text}$`, 'i')?.test(actual) ?? false;
}

function simpleMatches(actual: URL, wanted: string): boolean {
  // A host without a protocol gets one; what has no host matches any.
  const text = wanted.replace(/^([^:/?]*)\./i, 'https://$1.').replaceAll('*', WILDCARD);
  const expected = urlOf(text, `https://${WILDCARD}`);
  return (
    expected !== null &&
    partMatches(actual.host, expected.host, false) &&
    partMatches(actual.pathname, expected.pathname, true) &&
    (expected.hash === '' || partMatches(actual.hash, expected.hash, false)) &&
    [...expected.searchParams].every(([name, value]) => partMatches(actual.searchParams.get(name) ?? '', value, false))
  );
}

function targetMatches(url: URL | null, target: UrlTarget): boolean {
  if (url === null) return false;
  if (target.type === 'simple') return simpleMatches(url, target.pattern);
  if (target.type !== 'regex') return false;
  const expression = pattern(target.pattern);
  return expression !== null && (expression.test(url.href) || expression.test(url.href.slice(url.origin.length)));
}

/** Whether a page is one of those targeted: none that excludes it matches, and one that includes it does, if there are such. */
export function isUrlTargeted(url: string, targets: readonly UrlTarget[]): boolean {
  if (targets.length === 0) return false;
  const page = urlOf(url, 'https://_');
  const including = targets.filter((target) => target.include !== false);
  const excluded = targets.some((target) => target.include === false && targetMatches(page, target));
  return !excluded && (including.length === 0 || including.some((target) => targetMatches(page, target)));
}

/** Whether an address, or its path, matches an expression. */
export function matchesUrl(expression: string, url: string): boolean {
  if (url === '') return false;
  const path = url.replace(/^https?:\/\//, '').replace(/^[^/]*\//, '/');
  const compiled = pattern(expression);
  return compiled !== null && (compiled.test(url) || compiled.test(path));
}

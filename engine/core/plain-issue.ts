const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'an object'],
  ['record', 'an object'],
  ['array', 'a list'],
  ['tuple', 'a list'],
]);

const BOUNDS: ReadonlyMap<string, string> = new Map([
  ['>=', 'at least'],
  ['<=', 'at most'],
  ['>', 'more than'],
  ['<', 'less than'],
  ['exactly ', 'exactly'],
]);

const UNITS: ReadonlyMap<string, string> = new Map([
  ['characters', 'characters'],
  ['items', 'entries'],
]);

/** What zod 4 says, and the same in words. */
const WORDS: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^Invalid input: expected .+, received undefined$/, () => 'it is missing'],
  [/^Invalid input: expected (\w+), received .+$/, (kind = '') => `it has to be ${KINDS.get(kind) ?? kind}`],
  [/^Invalid option: expected one of (.+)$/, (options = '') => `it has to be one of ${options.replaceAll('|', ', ')}`],
  [/^Invalid input: expected ("[^"]*")$/, (value = '') => `it has to be ${value}`],
  [/^Too small: expected string to have >=1 characters$/, () => 'it is empty'],
  [
    /^Too (?:small|big): expected \w+ to have (>=|<=|exactly )(\d+) (\w+)$/,
    (bound = '', count = '', unit = '') => `it has to have ${BOUNDS.get(bound)} ${count} ${UNITS.get(unit) ?? unit}`,
  ],
  [
    /^Too (?:small|big): expected \w+ to be (>=|<=|>|<|exactly )(\S+)$/,
    (bound = '', limit = '') => `it has to be ${BOUNDS.get(bound)} ${limit}`,
  ],
];

/** What is wrong with a value, to a colleague: what zod says without its words for types. Other texts stay as they are. */
export function plainIssue(message: string): string {
  for (const [pattern, words] of WORDS) {
    const found = pattern.exec(message);
    if (found !== null) return words(...found.slice(1));
  }
  return message;
}

import type { Json } from '../core/index.ts';
import { cleanText } from './text.ts';

/** Longer than this nobody reads it as a sentence. */
const MOST_LETTERS = 600;
/** Conditions within conditions; deeper ones are easier to read as they are written. */
const DEEPEST = 4;

/** A pattern may look like it; pages take such signs out of sentences. */
const LIKE_JSON = /[{[]\s*["{[]/;

/** Words that would be read as a part of the sentence. */
const OF_THE_SENTENCE = /^(?:and|or|not|nor|neither|is|in|has|the|true|false|null|known|exactly)$/i;

type Condition = { readonly [name: string]: Json | undefined };
const isObject = (value: Json): value is Condition =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isOperators = (value: Condition): boolean => {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => name.startsWith('$'));
};

/** A text as it is where it can be nothing else, else in quotation marks: DE, “5”, “New York”. */
const textWords = (text: string): string =>
  /^\p{L}[\p{L}\p{N}_@/+-]*(?:[.:][\p{L}\p{N}_@/+-]+)*$/u.test(text) && !OF_THE_SENTENCE.test(text)
    ? text
    : `“${cleanText(text) === text ? text : JSON.stringify(text).slice(1, -1)}”`;

/** A value of a condition: nothing is rounded, a text that looks like a number is in quotation marks. */
const valueWords = (value: Json): string => (typeof value === 'string' ? textWords(value) : String(value));

const isPlain = (value: Json): boolean => value === null || typeof value !== 'object';

const listed = (words: readonly string[], last: 'and' | 'or' | 'nor'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/** Some part can not be put into words; all of the condition is shown as it is written. */
type Words = string | null;

/** All of them, or nothing. */
function all(words: readonly Words[]): readonly string[] | null {
  const known = words.filter((one) => one !== null);
  return known.length === words.length && known.length > 0 ? known : null;
}

/** Several conditions joined by a word. Those joined by another one stand in brackets. */
interface Clause {
  readonly words: string;
  readonly joint: 'and' | 'or' | null;
}

function joined(parts: readonly (Clause | null)[], joint: 'and' | 'or'): Clause | null {
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length || known.length === 0) return null;
  const [first] = known;
  if (known.length === 1 && first !== undefined) return first;
  return {
    words: known
      .map((part) => (part.joint === null || part.joint === joint ? part.words : `(${part.words})`))
      .join(`, ${joint} `),
    joint,
  };
}

const alone = (words: Words): Clause | null => (words === null ? null : { words, joint: null });
const inBrackets = (clause: Clause | null, before: string): Clause | null =>
  clause === null ? null : { words: `${before} (${clause.words})`, joint: null };

const only = (expected: Json, words: (text: string) => string): Words =>
  typeof expected === 'string' || typeof expected === 'number' ? words(valueWords(expected)) : null;

const oneOf = (expected: Json): Words =>
  !isList(expected) || expected.length === 0 || !expected.every(isPlain)
    ? null
    : `is ${listed(expected.map(valueWords), 'or')}`;

function noneOf(expected: Json): Words {
  if (!isList(expected) || expected.length === 0 || !expected.every(isPlain)) return null;
  const values = expected.map(valueWords);
  return values.length === 1 ? `is not ${values[0]}` : `is neither ${listed(values, 'nor')}`;
}

const anyCase = (words: Words): Words => (words === null ? null : `${words} (upper or lower case alike)`);

/** Lists and objects equal nothing: they are no values to be compared with. */
const plain = (expected: Json, verb: string): Words =>
  typeof expected === 'object' ? null : `${verb} ${valueWords(expected)}`;

/** What a value has to be for one operator, after the name of what has the value. */
function predicate(operator: string, expected: Json, depth: number): Words {
  switch (operator) {
    case '$eq':
      return expected === null ? 'is not known' : plain(expected, 'is');
    case '$ne':
      return expected === null ? 'is known' : plain(expected, 'is not');
    case '$gt':
      return only(expected, (value) => `is above ${value}`);
    case '$gte':
      return only(expected, (value) => `is at least ${value}`);
    case '$lt':
      return only(expected, (value) => `is below ${value}`);
    case '$lte':
      return only(expected, (value) => `is at most ${value}`);
    case '$veq':
      return only(expected, (value) => `is version ${value}`);
    case '$vne':
      return only(expected, (value) => `is not version ${value}`);
    case '$vgt':
      return only(expected, (value) => `is after version ${value}`);
    case '$vgte':
      return only(expected, (value) => `is version ${value} or later`);
    case '$vlt':
      return only(expected, (value) => `is before version ${value}`);
    case '$vlte':
      return only(expected, (value) => `is version ${value} or earlier`);
    case '$in':
      return oneOf(expected);
    case '$nin':
      return noneOf(expected);
    case '$ini':
      return anyCase(oneOf(expected));
    case '$nini':
      return anyCase(noneOf(expected));
    case '$inGroup':
      return only(expected, (group) => `is in the group ${group}`);
    case '$notInGroup':
      return only(expected, (group) => `is not in the group ${group}`);
    case '$exists':
      return expected === false || expected === 0 || expected === null || expected === '' ? 'is not known' : 'is known';
    case '$type':
      return only(expected, (type) => `is of the type ${type}`);
    case '$regex':
      return typeof expected === 'string' ? `matches the pattern “${expected}”` : null;
    case '$regexi':
      return typeof expected === 'string' ? `matches the pattern “${expected}” (upper or lower case alike)` : null;
    case '$size':
      return sizeWords(expected, depth);
    case '$elemMatch':
      return entryWords(expected, depth);
    case '$all':
      return allWords(expected, depth);
    case '$alli':
      return anyCase(allWords(expected, depth));
    case '$not': {
      const within = predicates(expected, depth + 1);
      return within === null ? null : `not (${within})`;
    }
    default:
      return null;
  }
}

function sizeWords(expected: Json, depth: number): Words {
  if (typeof expected === 'number') return `has exactly ${expected} ${expected === 1 ? 'entry' : 'entries'}`;
  const within = isObject(expected) && isOperators(expected) ? predicates(expected, depth + 1) : null;
  return within === null ? null : `has a number of entries that ${within}`;
}

function entryWords(expected: Json, depth: number): Words {
  if (!isObject(expected)) return null;
  if (isOperators(expected)) {
    const within = predicates(expected, depth + 1);
    return within === null ? null : `has an entry that ${within}`;
  }
  const within = documentClause(expected, depth + 1);
  return within === null ? null : `has an entry whose (${within.words})`;
}

function allWords(expected: Json, depth: number): Words {
  if (!isList(expected)) return null;
  const entries = all(
    expected.map((one) => {
      const within = predicates(one, depth + 1);
      return within === null ? null : `an entry that ${within}`;
    }),
  );
  return entries === null ? null : `has ${listed(entries, 'and')}`;
}

/** What one value has to be: a value it equals, or operators that all hold. */
function predicates(expected: Json, depth: number): Words {
  if (depth > DEEPEST) return null;
  if (expected === null) return 'is not known';
  // A list or an object is compared with all of the value: that is clearer as it is written.
  if (!isObject(expected)) return plain(expected, 'is');
  if (!isOperators(expected)) return null;
  const words = all(Object.entries(expected).map(([operator, value]) => predicate(operator, value ?? null, depth)));
  return words === null ? null : words.join(', and ');
}

function groupWords(reference: Json): Words {
  if (!isObject(reference)) return null;
  const { id, attributeKey, ...more } = reference;
  if (typeof id !== 'string' || Object.keys(more).length > 0) return null;
  if (attributeKey === undefined) return `the unit is in the saved group ${textWords(id)}`;
  return typeof attributeKey === 'string' ? `${textWords(attributeKey)} is in the saved group ${textWords(id)}` : null;
}

const clauses = (conditions: Json, depth: number): readonly (Clause | null)[] =>
  isList(conditions) ? conditions.map((one) => (isObject(one) ? documentClause(one, depth + 1) : null)) : [null];

function entryClause(name: string, expected: Json, depth: number): Clause | null {
  switch (name) {
    case '$and':
      return joined(clauses(expected, depth), 'and');
    case '$or':
      return joined(clauses(expected, depth), 'or');
    case '$nor': {
      const parts = all(clauses(expected, depth).map((one) => (one === null ? null : `(${one.words})`)));
      if (parts === null) return null;
      return alone(parts.length === 1 ? `not ${parts[0]}` : `neither ${listed(parts, 'nor')}`);
    }
    case '$not':
      return isObject(expected) ? inBrackets(documentClause(expected, depth + 1), 'not') : null;
    case '$savedGroup':
      return alone(groupWords(expected));
    default: {
      if (name.startsWith('$')) return null;
      const what = predicates(expected, depth);
      if (what === null) return null;
      const isSeveral = isObject(expected) && isOperators(expected) && Object.keys(expected).length > 1;
      return { words: `${textWords(name)} ${what}`, joint: isSeveral ? 'and' : null };
    }
  }
}

function documentClause(condition: Condition, depth: number): Clause | null {
  const entries = Object.entries(condition);
  if (depth > DEEPEST || entries.length === 0) return null;
  return joined(
    entries.map(([name, expected]) => entryClause(name, expected ?? null, depth)),
    'and',
  );
}

/**
 * A targeting condition in GrowthBook's language as what follows "where": "country is DE or FR, and age is at least 18".
 * Every operator has words of its own (docs/spec/assignment.md AS6), and numbers are written in full. Null when the
 * condition is empty, nests too deeply, is too long, or has a part that nothing can be said of: show it as it is then.
 */
export function conditionWords(condition: Condition): string | null {
  const words = documentClause(condition, 0)?.words ?? null;
  return words === null || words.length > MOST_LETTERS || LIKE_JSON.test(words) ? null : words;
}

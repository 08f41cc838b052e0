import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../core/index.ts';
import { conditionWords } from './condition.ts';

const cases: readonly (readonly [{ readonly [name: string]: Json }, string])[] = [
  [{ country: 'DE' }, 'country is DE'],
  [{ country: 'New York' }, 'country is “New York”'],
  [{ plan: '5' }, 'plan is “5”'],
  [{ plan: 5 }, 'plan is 5'],
  [{ paying: true }, 'paying is true'],
  [{ paying: 'true' }, 'paying is “true”'],
  [{ country: null }, 'country is not known'],
  [{ 'address.city': 'Bonn' }, 'address.city is Bonn'],
  [{ 'first name': 'Ada' }, '“first name” is Ada'],
  [{ country: { $eq: 'DE' } }, 'country is DE'],
  [{ country: { $eq: null } }, 'country is not known'],
  [{ country: { $ne: 'DE' } }, 'country is not DE'],
  [{ country: { $ne: null } }, 'country is known'],
  [{ age: { $gt: 18 } }, 'age is above 18'],
  [{ age: { $gte: 18.000001 } }, 'age is at least 18.000001'],
  [{ age: { $lt: 65 } }, 'age is below 65'],
  [{ age: { $lte: 65 } }, 'age is at most 65'],
  [{ app: { $veq: '1.2.3' } }, 'app is version “1.2.3”'],
  [{ app: { $vne: '1.2.3' } }, 'app is not version “1.2.3”'],
  [{ app: { $vgt: '1.2.3' } }, 'app is after version “1.2.3”'],
  [{ app: { $vgte: '1.2.3' } }, 'app is version “1.2.3” or later'],
  [{ app: { $vlt: '1.2.3' } }, 'app is before version “1.2.3”'],
  [{ app: { $vlte: '1.2.3' } }, 'app is version “1.2.3” or earlier'],
  [{ country: { $in: ['DE'] } }, 'country is DE'],
  [{ country: { $in: ['DE', 'FR', 'ES'] } }, 'country is DE, FR or ES'],
  [{ country: { $nin: ['DE'] } }, 'country is not DE'],
  [{ country: { $nin: ['DE', 'FR'] } }, 'country is neither DE nor FR'],
  [{ country: { $ini: ['de', 'fr'] } }, 'country is de or fr (upper or lower case alike)'],
  [{ country: { $nini: ['de', 'fr'] } }, 'country is neither de nor fr (upper or lower case alike)'],
  [{ id: { $inGroup: 'testers' } }, 'id is in the group testers'],
  [{ id: { $notInGroup: 'testers' } }, 'id is not in the group testers'],
  [{ id: { $exists: true } }, 'id is known'],
  [{ id: { $exists: false } }, 'id is not known'],
  [{ id: { $type: 'string' } }, 'id is of the type string'],
  [{ mail: { $regex: '@x\\.com$' } }, 'mail matches the pattern “@x\\.com$”'],
  [{ mail: { $regexi: '@x' } }, 'mail matches the pattern “@x” (upper or lower case alike)'],
  [{ tags: { $size: 1 } }, 'tags has exactly 1 entry'],
  [{ tags: { $size: { $gte: 2 } } }, 'tags has a number of entries that is at least 2'],
  [{ tags: { $elemMatch: { $gt: 1, $lt: 5 } } }, 'tags has an entry that is above 1, and is below 5'],
  [{ items: { $elemMatch: { price: { $gt: 1 } } } }, 'items has an entry whose (price is above 1)'],
  [
    { tags: { $all: ['a', { $regex: '^b' }] } },
    'tags has an entry that is a and an entry that matches the pattern “^b”',
  ],
  [{ tags: { $alli: ['a'] } }, 'tags has an entry that is a (upper or lower case alike)'],
  [{ age: { $not: { $gt: 18 } } }, 'age not (is above 18)'],
  [{ country: { $in: ['DE', 'FR'] }, plan: 'pro' }, 'country is DE or FR, and plan is pro'],
  [{ age: { $gte: 18, $lt: 65 } }, 'age is at least 18, and is below 65'],
  [
    { $or: [{ plan: 'pro' }, { age: { $gt: 65 }, country: 'DE' }] },
    'plan is pro, or (age is above 65, and country is DE)',
  ],
  [{ $and: [{ plan: 'pro' }, { $or: [{ age: 1 }, { age: 2 }] }] }, 'plan is pro, and (age is 1, or age is 2)'],
  [{ $nor: [{ plan: 'pro' }, { age: 1 }] }, 'neither (plan is pro) nor (age is 1)'],
  [{ $nor: [{ plan: 'pro' }] }, 'not (plan is pro)'],
  [{ $not: { plan: 'pro', age: 1 } }, 'not (plan is pro, and age is 1)'],
  [{ $savedGroup: { id: 'beta' } }, 'the unit is in the saved group beta'],
  [{ $savedGroup: { id: 'beta', attributeKey: 'id' } }, 'id is in the saved group beta'],
];

/** The operators of docs/spec/assignment.md, and what joins conditions. */
const OPERATORS = (
  '$eq $ne $lt $lte $gt $gte $veq $vne $vlt $vlte $vgt $vgte $in $nin $ini $nini $inGroup $notInGroup $exists $type ' +
  '$regex $regexi $size $elemMatch $all $alli $not $and $or $nor $savedGroup'
).split(' ');

describe('a condition in words', () => {
  it.each(cases)('[EX131] %j', (condition, words) => {
    expect(conditionWords(condition)).toBe(words);
  });

  it('[EX131] has words for every operator', () => {
    const text = JSON.stringify(cases.map(([condition]) => condition));
    for (const operator of OPERATORS) expect(text).toContain(`"${operator}"`);
  });

  it.each<{ readonly [name: string]: Json }>([
    {},
    { $or: [] },
    { country: { $in: [] } },
    { country: { $in: 'DE' } },
    { country: { $eq: ['DE'] } },
    { country: { $ne: { of: 1 } } },
    { tags: ['a', 1] },
    { seat: { row: 2 } },
    { country: { $in: ['DE', ['FR']] } },
    { mail: { $regex: '[["]' } },
    { country: { $unheard: 1 } },
    { age: { $gt: 1, $unheard: 1 } },
    { country: 'DE', $unheard: [] },
    { tags: { $all: [] } },
    { $and: [{ plan: 'pro' }, 7] },
    { $savedGroup: { id: 'beta', more: 1 } },
    { $not: { $not: { $not: { $not: { $not: { plan: 'pro' } } } } } },
    { country: { $in: Array.from({ length: 300 }, (_, n) => `c${n}`) } },
  ])('[EX131] says nothing rather than something wrong: %j', (condition) => {
    expect(conditionWords(condition)).toBeNull();
  });

  it('[EX131] drops no part: every name and value that is asked for is in the words, and others have other words', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    const part = fc.record({
      name: word,
      operator: fc.constantFrom('$ne', '$gt', '$gte', '$lt', '$lte', '$regex', '$vgt', '$inGroup'),
      value: word,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(part, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
        part,
        (parts, other) => {
          const of = (all: typeof parts) =>
            conditionWords(Object.fromEntries(all.map(({ name, operator, value }) => [name, { [operator]: value }])));
          const words = of(parts) ?? '';
          for (const { name, value } of parts) {
            expect(words).toContain(name);
            expect(words).toContain(value);
          }
          const [first, ...rest] = parts;
          if (first !== undefined && first.operator !== other.operator)
            expect(of([{ ...first, operator: other.operator }, ...rest])).not.toBe(words);
        },
      ),
    );
  });
});

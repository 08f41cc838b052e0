import { describe, expect, it } from 'vitest';
import { fnv1a32, hashToUnit } from './hash.ts';

describe('hash', () => {
  // Published by its authors for FNV-1a 32: http://www.isthe.com/chongo/src/fnv/test_fnv.c
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('[AS3] %j by the published vectors', (text, hash) => {
    expect(fnv1a32(text)).toBe(hash);
  });

  // Taken from @growthbook/growthbook 1.8.0; over UTF-8 each of them is another number.
  it.each([
    ['seed', 'müller', 0.694, 0.3767],
    ['seed', '用户-42', 0.064, 0.1142],
    ['опыт', 'анна', 0.353, 0.8537],
    ['seed', '🙂', 0.335, 0.3551],
    ['prix', 'zoë@exemple.fr', 0.982, 0.9255],
    ['seed', '\ud83d', 0.861, 0.9009],
    // One letter to a reader, two ids to a hash: composed or not.
    ['seed', 'é', 0.137, 0.8663],
    ['seed', 'e\u0301', 0.438, 0.331],
  ])('[AS3] seed %j, id %j beyond ASCII falls where the JavaScript kit puts it', (seed, id, first, second) => {
    expect([hashToUnit(seed, id, 1), hashToUnit(seed, id, 2)]).toEqual([first, second]);
  });

  it('[AS3] a version that does not exist has no answer', () => {
    expect([0, 3, 1.5].map((version) => hashToUnit('s', 'a', version))).toEqual([null, null, null]);
  });
});

import { describe, expect, it } from 'vitest';
import { isUrlTargeted, matchesUrl, queryStringOverride } from './url.ts';

const PAGE = 'https://www.balance.example/balance-v2/?utm=mail#top';
const simple = (pattern: string, include = true) => ({ type: 'simple', pattern, include });

describe('addresses', () => {
  it('[AS9] force a variation that exists', () => {
    const asked = (query: string) => queryStringOverride('hero', `https://balance.example/${query}`, 3);
    expect(['?hero=2', '?a=1&hero=0#hero=1', '?hero=1&hero=2'].map(asked)).toEqual([2, 0, 1]);
    expect(['', '?hero', '?hero=', '?hero=3', '?hero=-1', '?heroes=1', '#hero=1'].map(asked)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('[AS9] are read as JavaScript reads a number from the start of a text', () => {
    const asked = (given: string) => queryStringOverride('hero', `https://balance.example/?hero=${given}`, 3);
    expect(['0x2', '01', '1.9', '2nd', ' 1', '+2', '%32', '0b1'].map(asked)).toEqual([2, 1, 1, 2, 1, 2, null, 0]);
  });

  it.each([
    ['/balance-v2', true],
    ['balance-v2/', true],
    ['*.balance.example/balance-*', true],
    ['www.balance.example', false],
    ['www.balance.example/*', true],
    ['/balance-v2?utm=mail', true],
    ['/balance-v2?utm=web', false],
    ['/balance-v2#end', false],
    ['/balance.v2', false],
  ])('[AS10] pattern %s: %s', (pattern, targeted) => {
    expect(isUrlTargeted(PAGE, [simple(pattern)])).toBe(targeted);
  });

  it('[AS10] an exclusion wins, and alone it includes the rest', () => {
    expect(isUrlTargeted(PAGE, [simple('/balance-v2'), simple('/*', false)])).toBe(false);
    expect(isUrlTargeted(PAGE, [simple('/other', false)])).toBe(true);
    expect(isUrlTargeted(PAGE, [])).toBe(false);
  });

  it('[AS10] a page with letters beyond ASCII is the same page however often it is asked for', () => {
    const targets = [simple('*.größe.example/straße')];
    const asked = Array.from({ length: 20_000 }, () => isUrlTargeted('https://www.größe.example/straße', targets));
    expect(asked.indexOf(false)).toBe(-1);
  });

  it('[AS10] regular expressions are tried on the address and on its path', () => {
    const regex = (pattern: string) => [{ type: 'regex', pattern }];
    expect(isUrlTargeted(PAGE, regex('^/balance-v[0-9]'))).toBe(true);
    expect(isUrlTargeted(PAGE, regex('^https://www'))).toBe(true);
    expect(isUrlTargeted(PAGE, regex('('))).toBe(false);
    expect(matchesUrl('^/balance', PAGE)).toBe(true);
    expect(matchesUrl('^/balance', '')).toBe(false);
  });
});

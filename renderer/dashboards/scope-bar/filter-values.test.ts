import { describe, expect, it } from 'vitest';
import { chosenWords, filterGroups, nameOf } from './filter-values.ts';

const VALUES = {
  channel: [
    { id: 'meta', name: 'Meta' },
    { id: 'google_search', name: 'Google search' },
  ],
  segment: [{ id: 'young', name: 'Young families' }],
  campaign: [
    { id: 'c1', name: 'Always on', channel: 'meta' },
    { id: 'c2', name: 'Budget app', channel: 'google_search' },
    { id: 'c3', name: 'Payday push', channel: 'meta' },
    { id: 'c4', name: 'Orphan', channel: 'gone' },
  ],
  geo: [],
};

describe('the values to filter by', () => {
  it('are found by all words of the search, in name or id, whatever their case', () => {
    expect(filterGroups(VALUES, 'channel', 'SEARCH goo')).toEqual([
      { name: '', values: [{ id: 'google_search', name: 'Google search' }] },
    ]);
    expect(filterGroups(VALUES, 'channel', 'search meta')).toEqual([]);
    expect(filterGroups(VALUES, 'geo', '')).toEqual([]);
  });

  it('are grouped by channel for campaigns, which are found by their channel too', () => {
    expect(filterGroups(VALUES, 'campaign', '').map(({ name, values }) => [name, values.length])).toEqual([
      ['Meta', 2],
      ['Google search', 1],
      ['gone', 1],
    ]);
    expect(filterGroups(VALUES, 'campaign', 'meta push')).toEqual([
      { name: 'Meta', values: [{ id: 'c3', name: 'Payday push' }] },
    ]);
  });

  it('are named in a few words', () => {
    expect(chosenWords(VALUES, 'channel', [])).toBe('');
    expect(chosenWords(VALUES, 'channel', ['meta'])).toBe('Meta');
    expect(chosenWords(VALUES, 'channel', ['meta', 'google_search', 'x'])).toBe('Meta and 2 more');
    expect(nameOf(VALUES, 'segment', 'gone')).toBe('gone');
    expect(nameOf(undefined, 'segment', 'young')).toBe('young');
  });
});

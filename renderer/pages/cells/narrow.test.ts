import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../engine/core/day.ts';
import { cellRow } from '../../../tests/support/cell-rows.ts';
import { isDue, narrowed } from './narrow.ts';

const THROUGH = dayOf('2026-11-01');
const keys = (rows: ReturnType<typeof narrowed>) => rows.map(({ cell }) => cell.design.key);

describe('the cells that are shown', () => {
  it('[BA103] a look is due by the morning after the data, and never without data or without a look', () => {
    const due = (day: string | null) => isDue({ nextLook: day === null ? null : dayOf(day) }, THROUGH);
    expect([due('2026-10-01'), due('2026-11-02'), due('2026-11-03'), due(null)]).toEqual([true, true, false, false]);
    expect(isDue({ nextLook: dayOf('2026-10-01') }, null)).toBe(false);
  });

  it('[BA103] what needs a person is first: what runs by what a look says, then paused, planned and ended ones', () => {
    const rows = [
      cellRow('ended', { key: 'over' }, { advice: null }),
      cellRow('planned', { key: 'next' }),
      cellRow('running', { key: 'goes-on' }, { advice: 'keep_running' }),
      cellRow('paused', { key: 'rests' }, { advice: 'promote' }),
      cellRow('running', { key: 'later' }, { advice: 'kill', nextLook: dayOf('2026-11-09') }),
      cellRow('running', { key: 'sooner' }, { advice: 'kill', nextLook: dayOf('2026-11-02') }),
      cellRow('running', { key: 'to-promote' }, { advice: 'promote' }),
    ];
    const order = ['to-promote', 'sooner', 'later', 'goes-on', 'rests', 'next', 'over'];
    expect(keys(narrowed(rows, {}, THROUGH))).toEqual(order);
    expect(keys(narrowed(rows.toReversed(), {}, THROUGH))).toEqual(order);
    expect(keys(narrowed(rows, { look: true }, THROUGH))).toEqual(['sooner']);
  });

  it('[BA103] words, status and owner narrow them; every word has to be there', () => {
    const rows = [
      cellRow('running', { key: 'one', name: 'Rent day', owner: 'Ana', channel: 'google_search', segment: null }),
      cellRow(
        'planned',
        { key: 'two', name: 'Rent day', owner: 'Ben' },
        { leader: { arm: 'x', label: 'Spring', pBest: 1 } },
      ),
    ];
    const found = (by: Parameters<typeof narrowed>[1]) => keys(narrowed(rows, by, THROUGH));
    expect(found({ q: 'RENT google' })).toEqual(['one']);
    expect(found({ q: 'spring students' })).toEqual(['two']);
    expect(found({ q: 'rent spring ana' })).toEqual([]);
    expect(found({ status: 'planned' })).toEqual(['two']);
    expect(found({ owner: 'Ana' })).toEqual(['one']);
  });
});

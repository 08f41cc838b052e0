import { describe, expect, it } from 'vitest';
import { cellDesign } from '../../../tests/support/cells.ts';
import { at } from '../../../tests/support/spine-events.ts';
import {
  type CellSpend,
  type CellStatus,
  type ExploreCellDesign,
  type ExploreCellRecord,
  exploreCellBoardSchema,
} from '../../contract/index.ts';
import { dayOf, instantOf, money } from '../../core/index.ts';
import { type BoardGround, boardOf } from './board.ts';

const yes = { allowed: true, reason: '' };

const record = (status: CellStatus, changes: Partial<ExploreCellDesign> = {}): ExploreCellRecord => ({
  ...{ design: cellDesign(changes), version: 1, status, createdAt: at(0), note: '', arms: [] },
  startedAt: status === 'planned' ? null : instantOf(Date.parse('2026-10-20T08:00:00.000Z')),
  endedAt: status === 'ended' ? at(5) : null,
});
const cost = (spent: number | null, perDay: number | null): CellSpend => ({
  cell: 'meta-students',
  spent: spent === null ? null : money(spent, 'USD'),
  perDay: perDay === null ? null : money(perDay, 'USD'),
  gap: spent === null ? 'There is no rate from GBP on 3 Nov 2026.' : null,
});
const ground = (changes: Partial<BoardGround> = {}): BoardGround => ({
  ...{ currency: 'USD', zone: 'UTC', dataThrough: dayOf('2026-11-01'), channels: ['meta'], segments: ['students'] },
  ...{ spend: new Map(), reads: new Map(), nights: new Map(), decidedOn: new Map() },
  offered: () => 4,
  may: () => ({ edit: yes, start: yes, pause: yes, end: yes }),
  ...changes,
});
function rowOf(cell: ExploreCellRecord, changes: Partial<BoardGround> = {}) {
  const [row] = boardOf([cell], ground(changes)).cells;
  if (row === undefined) throw new Error('a row was expected');
  return row;
}
const spending = (spent: number | null, perDay: number | null): Partial<BoardGround> => ({
  spend: new Map([['meta-students', cost(spent, perDay)]]),
});

describe('the board', () => {
  it('[BA64] tells the day the cap is reached at the pace of the last week', () => {
    // 3,000 − 1,800 = 1,200 left at 90 a day is 13.3 days: in the course of the 14th.
    const row = rowOf(record('running'), spending(180_000, 9_000));
    expect(row).toMatchObject({
      spent: money(180_000, 'USD'),
      spentPerDay: money(9_000, 'USD'),
      capReachedOn: '2026-11-15',
    });
    expect(rowOf(record('running'), spending(180_000, 10_000)).capReachedOn).toBe('2026-11-13');
  });

  it.each<[string, ExploreCellRecord, Partial<BoardGround>]>([
    ['after the last day', record('running'), spending(180_000, 4_000)],
    ['never', record('running'), spending(180_000, 0)],
    ['while it is paused', record('paused'), spending(180_000, 9_000)],
    ['when it has ended', record('ended'), spending(180_000, 9_000)],
    ['without spend that can be told', record('running'), spending(null, null)],
    ['before it has started', record('planned'), spending(180_000, 9_000)],
    ['without data', record('running'), { ...spending(180_000, 9_000), dataThrough: null }],
  ])('[BA64] tells no such day: %s', (_, cell, changes) => {
    expect(rowOf(cell, changes).capReachedOn).toBeNull();
  });

  it('[BA64] says that the cap is reached, and what can not be told', () => {
    expect(rowOf(record('running'), spending(300_000, 9_000)).capReachedOn).toBe('2026-11-01');
    expect(rowOf(record('paused'), spending(300_001, 0)).capReachedOn).toBe('2026-11-01');
    expect(rowOf(record('running'), spending(null, null))).toMatchObject({
      spent: null,
      gap: 'There is no rate from GBP on 3 Nov 2026.',
    });
    expect(rowOf(record('running'))).toMatchObject({ spent: null, gap: 'Spend has not been read.' });
  });

  it('[BA65] counts the next look from the start, or from the last decision', () => {
    expect(rowOf(record('running'))).toMatchObject({
      nextLook: '2026-10-27',
      nextLookReason: '7 days after it started on 20 Oct 2026.',
    });
    expect(rowOf(record('running'), { decidedOn: new Map([['meta-students', dayOf('2026-10-29')]]) })).toMatchObject({
      nextLook: '2026-11-05',
      nextLookReason: '7 days after the last decision on 29 Oct 2026.',
    });
    expect(rowOf(record('running', { firstDay: dayOf('2026-10-25') })).nextLook).toBe('2026-11-01');
    expect(rowOf(record('running', { lastDay: dayOf('2026-10-26') }))).toMatchObject({
      nextLook: '2026-10-26',
      nextLookReason: 'Its last day.',
    });
    const none = (['planned', 'paused', 'ended'] as const).map((status) => rowOf(record(status)).nextLook);
    expect(none).toEqual([null, null, null]);
  });

  it('[BA65] counts the cells to look at by the morning after the data', () => {
    const cells = [
      record('running', { key: 'due', lastDay: dayOf('2026-11-02') }),
      record('running', { key: 'overdue', channel: 'tiktok' }),
      record('running', { key: 'later', channel: 'radio', firstDay: dayOf('2026-10-30') }),
      record('paused', { key: 'rests', channel: 'search' }),
    ];
    expect(boardOf(cells, ground()).summary).toEqual({ planned: 0, running: 3, paused: 1, ended: 0, toLook: 2 });
  });

  it('[BA64] adds up caps and spend of what has not ended, and has a side for every name', () => {
    const cells = [
      record('running'),
      record('planned', { key: 'next', channel: 'radio', segment: null }),
      record('ended', { key: 'over', channel: 'tiktok' }),
    ];
    const board = boardOf(
      cells,
      ground({
        spend: new Map([
          ['meta-students', cost(180_000, 9_000)],
          ['over', cost(70_000, 0)],
        ]),
      }),
    );
    expect([board.budget, board.spent]).toEqual([money(600_000, 'USD'), money(180_000, 'USD')]);
    expect([board.channels, board.segments]).toEqual([['meta', 'radio', 'tiktok'], ['students']]);
    expect(exploreCellBoardSchema.parse(board)).toEqual(board);
  });

  it('[BA64] has the arms, the leader and the nights where they are known', () => {
    const leader = { arm: 'a', label: 'A', pBest: 0.9 };
    const advice = { kind: 'keep_running' as const, arm: null, reason: 'r', change: 'c' };
    const row = rowOf(record('running'), {
      reads: new Map([['meta-students', { arms: 3, trials: 1_200, leader, advice }]]),
      nights: new Map([['meta-students', { nights: 12, last: dayOf('2026-11-01') }]]),
    });
    expect(row).toMatchObject({
      arms: 3,
      trials: 1_200,
      leader,
      advice: 'keep_running',
      nights: 12,
      lastNight: '2026-11-01',
    });
    expect(rowOf(record('running'))).toMatchObject({
      arms: 0,
      trials: 0,
      leader: null,
      advice: null,
      nights: 0,
      lastNight: null,
    });
    expect(rowOf(record('planned'))).toMatchObject({ arms: 4, trials: 0, leader: null });
    expect(rowOf(record('planned'), { offered: () => null }).arms).toBe(0);
    const over = { reads: new Map([['meta-students', { arms: 3, trials: 1_200, leader, advice }]]) };
    expect(rowOf(record('ended'), over)).toMatchObject({ arms: 3, leader, advice: null });
  });
});

import { describe, expect, it } from 'vitest';
import { cellDesign } from '../../../tests/support/cells.ts';
import { type CellStatus, type ExploreCellDesign, REWARDS_OF } from '../../contract/index.ts';
import { dayOf, type Result } from '../../core/index.ts';
import { adoptEvents } from './adopt.ts';
import { designProblems } from './design-rules.ts';
import {
  type CellStanding,
  mayEndCell,
  mayPauseCell,
  mayRemoveCell,
  mayResumeCell,
  maySaveCell,
  mayStartCell,
} from './edits.ts';

const standing = (status: CellStatus, changes: Partial<ExploreCellDesign> = {}, version = 1): CellStanding => ({
  ...{ design: cellDesign(changes), status, version },
});
const among = (...cells: readonly CellStanding[]): ReadonlyMap<string, CellStanding> =>
  new Map(cells.map((cell) => [cell.design.key, cell]));
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const first = (changes: Partial<ExploreCellDesign>): string | undefined =>
  designProblems(cellDesign(changes), 'USD')[0]?.code;
const { rule } = cellDesign();

describe('a cell by itself', () => {
  it('[BA61] is sound as planned', () => expect(designProblems(cellDesign(), 'USD')).toEqual([]));

  it.each<[string, Partial<ExploreCellDesign>]>([
    ['CELL_REWARD', { reward: 'conversion_rate' }],
    ['CELL_REWARD', { arms: { kind: 'landing_pages' }, segment: null, reward: 'click_rate' }],
    ['CELL_SCOPE', { arms: { kind: 'audiences' } }],
    ['CELL_SCOPE', { arms: { kind: 'landing_pages' } }],
    ['CELL_SCOPE', { arms: { kind: 'cells' }, segment: null }],
    ['CELL_DAYS', { lastDay: dayOf('2026-10-19') }],
    ['CELL_CAP', { budgetCap: { minor: 0, currency: 'USD' } }],
    ['CELL_CURRENCY', { budgetCap: { minor: 5_000, currency: 'EUR' } }],
    ['CELL_SHARES', { rule: { ...rule, floor: 0.6 } }],
    ['CELL_SHARES', { rule: { ...rule, floor: 0.3, cap: 0.2 } }],
    ['CELL_PRIOR', { rule: { ...rule, prior: { mean: 0, strength: 10 } } }],
    ['CELL_PRIOR', { rule: { ...rule, prior: { mean: 1, strength: 10 } } }],
  ])('[BA61] is refused with %s', (code, changes) => {
    expect(first(changes)).toBe(code);
  });

  it('[BA61] may have a last day that is its first, and a mean above one where money is counted', () => {
    expect(first({ lastDay: dayOf('2026-10-20') })).toBeUndefined();
    const prior = { mean: 1.4, strength: 5 };
    expect(first({ reward: 'return_on_spend', rule: { ...rule, prior } })).toBeUndefined();
  });

  it('[BA61] names the rewards there are', () => {
    const [problem] = designProblems(cellDesign({ reward: 'conversion_rate' }), 'USD');
    expect(problem?.next).toBe(`Choose one of: ${REWARDS_OF.campaigns.join(', ')}.`);
  });
});

describe('saving a cell', () => {
  it('[BA60] counts versions while it is planned', () => {
    expect(maySaveCell(cellDesign(), among(), 'USD')).toEqual({ ok: true, value: 1 });
    expect(maySaveCell(cellDesign(), among(standing('planned', {}, 4)), 'USD')).toEqual({ ok: true, value: 5 });
    for (const status of ['running', 'paused', 'ended'] as const)
      expect(codeOf(maySaveCell(cellDesign(), among(standing(status)), 'USD'))).toBe('CELL_STATE');
  });

  it('[BA63] refuses a second cell on the same ground until the first has ended', () => {
    const other = (status: CellStatus, changes: Partial<ExploreCellDesign> = {}) =>
      codeOf(maySaveCell(cellDesign(), among(standing(status, { key: 'other', ...changes })), 'USD'));
    expect([other('planned'), other('running'), other('paused'), other('ended')]).toEqual([
      ...['CELL_TAKEN', 'CELL_TAKEN', 'CELL_TAKEN', 'ok'],
    ]);
    expect([other('running', { channel: 'tiktok' }), other('running', { segment: null })]).toEqual(['ok', 'ok']);
    const test = (testId: string): Partial<ExploreCellDesign> => ({
      arms: { kind: 'creatives', testId },
      reward: 'click_rate',
    });
    const cells = among(standing('running', { key: 'other', ...test('t1') }));
    const of = (testId: string) => codeOf(maySaveCell(cellDesign(test(testId)), cells, 'USD'));
    expect([of('t1'), of('t2')]).toEqual(['CELL_TAKEN', 'ok']);
  });
});

describe('starting a cell', () => {
  const start = (changes: Partial<Parameters<typeof mayStartCell>[1]> = {}, cell = standing('planned')): string =>
    codeOf(
      mayStartCell(cell, { cells: among(cell), currency: 'USD', today: dayOf('2026-11-01'), arms: 3, ...changes }),
    );

  it('[BA62] needs two arms whose shares can add up, and a day left', () => {
    expect(start()).toBe('ok');
    expect(start({ arms: null })).toBe('ok');
    expect([start({ arms: 0 }), start({ arms: 1 }), start({ arms: 2 })]).toEqual(['CELL_ARMS', 'CELL_ARMS', 'ok']);
    expect([start({ arms: 10 }), start({ arms: 11 })]).toEqual(['ok', 'CELL_SHARES']);
    const tight = standing('planned', { rule: { ...rule, floor: 0, cap: 0.4 } });
    expect([start({ arms: 2 }, tight), start({ arms: 3 }, tight)]).toEqual(['CELL_SHARES', 'ok']);
    expect([start({ today: dayOf('2026-11-30') }), start({ today: dayOf('2026-12-01') })]).toEqual(['ok', 'CELL_OVER']);
  });

  it('[BA62] shares of a third, typed, add up', () => {
    const thirds = standing('planned', { rule: { ...rule, floor: 0.333334, cap: 0.333334 } });
    expect(start({ arms: 3 }, thirds)).toBe('ok');
  });

  it('[BA60] goes by status, as all else does', () => {
    const may = { mayRemoveCell, mayPauseCell, mayResumeCell, mayEndCell };
    const allowed = (status: CellStatus): readonly string[] =>
      Object.entries(may).flatMap(([name, rule]) => (rule(standing(status)).ok ? [name] : []));
    expect(allowed('planned')).toEqual(['mayRemoveCell']);
    expect(allowed('running')).toEqual(['mayPauseCell', 'mayEndCell']);
    expect(allowed('paused')).toEqual(['mayResumeCell', 'mayEndCell']);
    expect(allowed('ended')).toEqual([]);
    expect([start({}, standing('running')), start({}, standing('ended'))]).toEqual(['CELL_STATE', 'CELL_STATE']);
  });
});

describe('adopting a plan', () => {
  const adopt = (designs: readonly ExploreCellDesign[], cells = among()) =>
    adoptEvents(designs, cells, { actor: 'ana', currency: 'USD' });
  const tiktok = cellDesign({ key: 'tiktok', channel: 'tiktok' });

  it('[BA68] plans all of its cells, each after the one before', () => {
    const events = adopt([cellDesign(), tiktok], among(standing('planned', {}, 2)));
    expect(
      events.ok && events.value.map(({ actor, event }) => [actor, event.type, 'version' in event && event.version]),
    ).toEqual([
      ['ana', 'cell.saved', 3],
      ['ana', 'cell.saved', 1],
    ]);
  });

  it('[BA68] plans none when one can not be', () => {
    expect(codeOf(adopt([tiktok, cellDesign({ key: 'twin', channel: 'tiktok' })]))).toBe('CELL_TAKEN');
    expect(codeOf(adopt([tiktok, cellDesign({ reward: 'conversion_rate' })]))).toBe('CELL_REWARD');
  });
});

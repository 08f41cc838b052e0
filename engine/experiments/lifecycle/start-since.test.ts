import { describe, expect, it } from 'vitest';
import { dayOf } from '../../core/index.ts';
import { emptyState } from '../../store/journal/index.ts';
import { record } from './design.fixture.ts';
import { startEvents } from './start.ts';
import { mayCountSince } from './start-since.ts';

const known = { firstDay: dayOf('2026-11-02'), today: dayOf('2026-11-20') };
const reasonOf = (day: string, given: Parameters<typeof mayCountSince>[2] = known): string => {
  const answer = mayCountSince({ key: 'checkout' }, dayOf(day), given);
  return answer.ok ? 'ok' : `${answer.error.code}: ${answer.error.message}`;
};

describe('counting exposures from an earlier day', () => {
  it('[EX111] takes every day from the first exposure to today', () => {
    for (const day of ['2026-11-02', '2026-11-03', '2026-11-19', '2026-11-20']) expect(reasonOf(day)).toBe('ok');
  });

  it('[EX111] refuses days before the first exposure, days to come, and what has no exposures', () => {
    expect(reasonOf('2026-11-01')).toBe(
      'EXPERIMENT_SINCE: The experiment checkout can not count from 1 Nov 2026: its first exposure in the data is on 2 Nov 2026.',
    );
    expect(reasonOf('2026-11-21')).toContain('today is 20 Nov 2026');
    expect(reasonOf('2026-11-10', { ...known, firstDay: null })).toContain('the data have no exposures of it');
  });

  it('[EX110] is written down with the start, and only where a day was given', () => {
    const events = (since?: string) => {
      const answer = startEvents(record('draft'), emptyState, {
        actor: 'ana',
        ...(since ? { since: dayOf(since) } : {}),
      });
      return answer.ok ? answer.value[0]?.event : answer.error.code;
    };
    expect(events('2026-11-02')).toMatchObject({ type: 'experiment.started', since: '2026-11-02' });
    expect(Object.keys(Object(events()))).not.toContain('since');
  });
});

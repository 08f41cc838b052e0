import { describe, expect, it } from 'vitest';
import { appError } from '../../../engine/core/index.ts';
import { classOf, outcomeOf } from './classify.ts';

const body = (error: Record<string, unknown>) => JSON.stringify({ error: { message: 'words of Meta', ...error } });
const response = (text: string, status = 400, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: text,
});
const write = { effect: 'possible', now: 0 } as const;
const read = { effect: 'none', now: 0 } as const;

/** Code, subcode and class, from the Marketing API's error reference. */
const TABLE: readonly (readonly [number, number | undefined, ReturnType<typeof classOf>])[] = [
  [1, undefined, 'passing'],
  [2, undefined, 'passing'],
  [4, undefined, 'throttled'],
  [10, undefined, 'rejected'],
  [17, 2_446_079, 'throttled'],
  [32, undefined, 'throttled'],
  [100, undefined, 'rejected'],
  [100, 33, 'rejected'],
  [102, undefined, 'auth'],
  [190, 460, 'auth'],
  [190, 463, 'auth'],
  [190, 467, 'auth'],
  [200, undefined, 'rejected'],
  [294, undefined, 'rejected'],
  [299, undefined, 'rejected'],
  [368, undefined, 'rejected'],
  [613, 1_487_742, 'throttled'],
  [613, 1_487_632, 'budget_changes'],
  [2_635, undefined, 'rejected'],
  [80_000, undefined, 'throttled'],
  [80_004, undefined, 'throttled'],
  [80_014, undefined, 'throttled'],
  [80_015, undefined, 'rejected'],
];

describe('errors of Meta', () => {
  it.each(TABLE)('[OB14] code %i, subcode %s is %s', (code, subcode, expected) => {
    expect(classOf({ message: '', code, ...(subcode !== undefined && { error_subcode: subcode }) })).toBe(expected);
  });

  it('[OB14] anything marked transient passes', () => {
    expect(classOf({ message: '', code: 999, is_transient: true })).toBe('passing');
  });

  it('[OB5] a passing error of a write may have had its effect; of a read it is tried again', () => {
    expect(outcomeOf(response(body({ code: 2 })), write).kind).toBe('unknown');
    expect(outcomeOf(response(body({ code: 2 })), read)).toMatchObject({
      kind: 'retry',
      error: { code: 'PLATFORM_FAULT' },
    });
  });

  it.each([
    ['a page of a proxy', '<html>Bad gateway</html>', 502],
    ['half an answer', '{"id":"1202', 200],
    ['nothing', '', 200],
    ['an answer of another shape', '[]', 200],
    ['a rejection with a server error', body({ code: 100 }), 500],
  ])('[OB5] %s leaves a write unknown', (_, text, status) => {
    expect(outcomeOf(response(text, status), write).kind).toBe('unknown');
  });

  it('[OB14] waits as long as the usage header says, in minutes', () => {
    const usage = JSON.stringify({ '1001': [{ type: 'ads_management', estimated_time_to_regain_access: 3 }] });
    const outcome = outcomeOf(response(body({ code: 80_004 }), 400, { 'X-Business-Use-Case-Usage': usage }), write);
    expect(outcome).toMatchObject({ kind: 'retry', afterMs: 180_000, error: { detail: { seconds: 180 } } });
  });

  it('[OB14] waits as long as Retry-After says, in seconds or until a date', () => {
    const seconds = outcomeOf(response('', 429, { 'retry-after': '42' }), write);
    expect(seconds).toMatchObject({ kind: 'retry', afterMs: 42_000 });
    const until = outcomeOf(response('', 429, { 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' }), write);
    expect(until).toMatchObject({ kind: 'retry', afterMs: 60_000 });
  });

  it('[OB14] waits a minute when a throttle says nothing, an hour after too many budget changes', () => {
    expect(outcomeOf(response(body({ code: 17 })), write)).toMatchObject({ kind: 'retry', afterMs: 60_000 });
    const budget = outcomeOf(response(body({ code: 613, error_subcode: 1_487_632 })), write);
    expect(budget).toMatchObject({ kind: 'retry', afterMs: 3_600_000 });
  });

  it('[OB14] tells a rejection in the words of Meta, with its code', () => {
    const outcome = outcomeOf(response(body({ code: 100, error_subcode: 1_885_621 })), write);
    const error = appError('PLATFORM_REJECTED', { platform: 'Meta', reason: 'words of Meta', code: '100/1885621' });
    expect(outcome).toEqual({ kind: 'rejected', error });
  });
});

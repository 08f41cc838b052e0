import { describe, expect, it } from 'vitest';
import { READ } from './result.fixture.ts';
import { scorecardCsv } from './scorecard-csv.ts';

const lines = (csv: string): readonly string[][] =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

describe('the scorecard as a file', () => {
  it('[EX96] has a line for each metric and variation, numbers in full', () => {
    const [head = [], ...rows] = lines(scorecardCsv(READ));
    expect(rows).toHaveLength(6);
    const ship = rows.find((row) => row[2] === 'sign_up' && row[4] === 'long');
    expect(ship?.[head.indexOf('effect')]).toBe('0.2');
    expect(ship?.[head.indexOf('adjustedPValue')]).toBe('0.02');
  });

  it('[EX97] holds no effect and no value of an unhealthy experiment', () => {
    const unhealthy = { ...READ, verdict: { ...READ.verdict, state: 'unhealthy' as const } };
    const [head = [], ...rows] = lines(scorecardCsv(unhealthy));
    for (const name of ['controlValue', 'value', 'effect', 'effectLow', 'difference', 'adjustedPValue'])
      expect(rows.map((row) => row[head.indexOf(name)])).toEqual(rows.map(() => ''));
    expect(rows.map((row) => row[head.indexOf('units')])).toContain('100');
  });
});

import { describe, expect, it } from 'vitest';
import { night, readWith } from '../insights.fixture.ts';
import { armsCsv, nightsCsv } from './bandit-csv.ts';

const lines = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

describe('the files of a cell', () => {
  it('[BA99] have a row for each arm, in full precision', () => {
    const [head = [], ...rows] = lines(armsCsv(readWith()));
    expect(rows.map((row) => row[head.indexOf('arm')])).toEqual(['b', 'a', 'c']);
    expect(rows[1]?.[head.indexOf('pBest')]).toBe('0.96');
    expect(rows[1]?.[head.indexOf('driftAlarm')]).toBe('');
    expect(rows.every((row) => row.length === head.length)).toBe(true);
  });

  it('[BA98] have a row for each arm and night, and say which were recorded', () => {
    const read = readWith({
      history: [night('2026-11-01', { recorded: false }), night('2026-11-02', { recorded: true })],
    });
    const [head = [], ...rows] = lines(nightsCsv(read));
    expect(rows).toHaveLength(4);
    expect(rows.map((row) => row[head.indexOf('recorded')])).toEqual(['no', 'no', 'yes', 'yes']);
  });
});

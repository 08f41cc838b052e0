import { describe, expect, it } from 'vitest';
import { parseSteps } from '../../../engine/journeys/index.ts';
import { linesOfSteps, stepsOfLines, stepsTrouble } from './steps.ts';

describe('the steps of a funnel, line by line', () => {
  it('are read and written', () => {
    const steps = 'session_start > page_view /pricing > purchase';
    expect(linesOfSteps(steps)).toBe('session_start\npage_view /pricing\npurchase');
    expect(stepsOfLines(linesOfSteps(steps))).toBe(steps);
    expect(stepsOfLines('  sign_up \n\n purchase')).toBe('sign_up > purchase');
  });

  it.each([
    'session_start',
    '',
    'a\nb\nc\nd\ne\nf\ng\nh\ni',
    'page_view pricing\npurchase',
    'a b c\npurchase',
    'session_start\npurchase',
    'page_view /\npurchase',
  ])('are refused when the engine would refuse them: %j', (lines) => {
    expect(stepsTrouble(lines) === null).toBe(parseSteps(stepsOfLines(lines)).ok);
  });

  it('may not be longer than an address may hold', () => {
    expect(stepsTrouble(`${'a'.repeat(300)}\n${'b'.repeat(300)}`)).toContain('400');
  });
});

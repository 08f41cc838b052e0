import type { CreativeTogether, ProofValue, TogetherTest } from '../contract/index.ts';
import {
  CREATIVE_RULES,
  type DeclaredTotals,
  isTogetherFigure,
  readTogether,
  TOGETHER_FIGURES,
  TOGETHER_LEVEL,
  TOGETHER_WORDS,
  type TogetherFigure,
} from '../creative/index.ts';
import { formatInterval, formatNumber, formatRate } from '../serializer/index.ts';
import type { Measured } from './creative-measures.ts';
import type { ProofMethod } from './methods.ts';
import type { ProofRef } from './ref.ts';

const VERSION = '1.0';
const HEALTH = {
  name: 'Left out',
  value: `tests whose equal split has p below ${formatNumber(CREATIVE_RULES.srmAlarm)}`,
};
const ASSUMPTIONS = [
  'Each impression is a click or not, with one rate for each variant',
  'The tests were planned with equal shares',
];

const FAMILY: ProofMethod = {
  name: 'Claims of all tests, adjusted as one family',
  version: VERSION,
  seed: null,
  parameters: [
    { name: 'Claim', value: 'better than the variant that is hardest to beat, two-sided Welch test' },
    { name: 'Level', value: formatRate(TOGETHER_LEVEL) },
    HEALTH,
  ],
  assumptions: ASSUMPTIONS,
  reference: 'Hung & Fithian 2019; Berger 1982; Benjamini & Hochberg 1995; Holm 1979; Waudby-Smith et al. 2024',
};

const SHRUNKEN: ProofMethod = {
  name: 'Empirical Bayes over ln rates of all tests',
  version: VERSION,
  seed: null,
  parameters: [
    { name: 'Variance between variants', value: 'restricted maximum likelihood, a mean for each test' },
    HEALTH,
  ],
  assumptions: [...ASSUMPTIONS, 'True ln rates are normal around the mean of their test, alike in all tests'],
  reference: 'Efron & Morris 1975; Efron 2011; Viechtbauer 2005',
};

const isShrunken = (figure: TogetherFigure): boolean => figure === 'medianShrunkenLift' || figure === 'deviation';

function figureValue(figure: TogetherFigure, value: number | null): ProofValue {
  if (figure === 'medianLift' || figure === 'medianShrunkenLift') return { kind: 'rate', value };
  return figure === 'deviation' ? { kind: 'number', value } : { kind: 'count', value: value ?? 0 };
}

function figureOf(figure: TogetherFigure, { summary, caveats, sentence }: CreativeTogether): Measured {
  return {
    label: TOGETHER_FIGURES[figure],
    value: figureValue(figure, summary[figure]),
    method: isShrunken(figure) ? SHRUNKEN : FAMILY,
    caveats: [sentence, ...caveats],
  };
}

type OfTest = Pick<Measured, 'label' | 'value'> & Partial<Pick<Measured, 'method'>> & { readonly interval?: string };

const pValue = (label: string, value: number | null): OfTest => ({ label, value: { kind: 'probability', value } });

function ofTest(name: string, test: TogetherTest): OfTest | null {
  const { effect, rest, shrunken } = test;
  const [label, otherLabel] = [test.label ?? 'the winner', test.otherLabel ?? 'another variant'];
  switch (name) {
    case 'effect':
      return {
        label: `Rate of ${label} less rate of ${otherLabel}`,
        value: { kind: 'percentage_points', value: effect?.estimate ?? null },
        ...(effect === null ? {} : { interval: formatInterval(effect.interval, 'percentage_points') }),
      };
    case 'rest':
      return {
        label: `Rate of ${label} less rate of the others together`,
        value: { kind: 'percentage_points', value: rest?.estimate ?? null },
        ...(rest === null ? {} : { interval: formatInterval(rest.interval, 'percentage_points') }),
      };
    case 'lift':
      return { label: `Lift of ${label} over ${otherLabel}`, value: { kind: 'rate', value: test.lift } };
    case 'shrunken':
      return {
        label: `Lift of ${label} over ${otherLabel}, shrunken`,
        value: { kind: 'rate', value: shrunken?.estimate ?? null },
        method: SHRUNKEN,
        ...(shrunken === null ? {} : { interval: formatInterval(shrunken.interval, 'rate') }),
      };
    case 'p':
      return pValue('p-value, not adjusted', test.p);
    case 'holm':
      return pValue('p-value by Holm over all tests', test.holm);
    case 'benjamini_hochberg':
      return pValue('p-value by Benjamini–Hochberg over all tests', test.benjaminiHochberg);
    case 'sequential':
      return pValue('p-value that may be watched, by Benjamini–Hochberg', test.sequentialBenjaminiHochberg);
    case 'state':
      return { label: 'Read with all tests', value: { kind: 'text', value: TOGETHER_WORDS[test.state] } };
    default:
      return null;
  }
}

/** A number of the read of all tests together; null when the reference names none. */
export function measureArchive({ measure, keys }: ProofRef, rows: readonly DeclaredTotals[]): Measured | null {
  const read = readTogether(rows, [], CREATIVE_RULES);
  const [first = '', name = ''] = keys;
  if (measure === 'creative.archive') return isTogetherFigure(first) ? figureOf(first, read) : null;
  const test = read.tests.find(({ testId }) => testId === first);
  const found = test === undefined ? null : ofTest(name, test);
  if (found === null) return null;
  const { interval, method = FAMILY, ...number } = found;
  return {
    ...number,
    method,
    caveats: interval === undefined ? read.caveats : [`95 % interval ${interval}`, ...read.caveats],
  };
}

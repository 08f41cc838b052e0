import { modelText, priorText, rewardModel } from '../bandits/index.ts';
import type { BanditRead, WhatIf, WhatIfInput } from '../contract/index.ts';
import { formatCount, formatNumber, formatProbability, formatRate } from '../serializer/index.ts';
import type { ProofMethod } from './methods.ts';

/** Changes when the same data would give another number. It is part of a proof's id. */
const VERSION = '1.0';

const COUNTS = ['The exports hold each day and key once'];
const INDEPENDENT = [
  ...COUNTS,
  'Trials of an arm are independent, with one value for each arm',
  'Arms do not influence one another',
];

const counted = (name: string, parameters: ProofMethod['parameters'] = []): ProofMethod => ({
  name,
  version: VERSION,
  seed: null,
  parameters,
  assumptions: COUNTS,
  reference: 'Definition',
});

export const COUNTED_TRIALS = counted('Sum of the rows of the cell’s days');
export const COUNTED_CELLS: ProofMethod = {
  ...counted('Count of cells'),
  assumptions: ['Each cell has one plan in the journal'],
};
/** Source: docs/spec/bandits.md BA65. */
export const COUNTED_LOOKS: ProofMethod = {
  ...counted('Count of running cells whose next look is due by the morning after the data', [
    {
      name: 'Next look',
      value: 'so many days after the start, or after the last decision over an arm, as the rule says',
    },
    { name: 'At the latest', value: 'on the last day of the cell' },
  ]),
  assumptions: ['Each cell has one plan in the journal', 'Decisions that were refused or taken back do not count'],
};
export const CAP: ProofMethod = {
  ...counted('As the cell was planned'),
  assumptions: ['The plan of a cell that has started does not change'],
};
export const SPENT = counted('Sum of spend over the cell’s days', [
  { name: 'Currency', value: 'at the rate of each day' },
]);
export const SPENT_PER_DAY = counted('Mean spend of the last 7 days of the cell', [
  { name: 'Currency', value: 'at the rate of each day' },
]);
export const SHARE_NOW = counted('Share of the traffic of the last 7 days of the cell');

interface Described extends Partial<Pick<ProofMethod, 'parameters' | 'seed' | 'assumptions'>> {
  readonly name: string;
  readonly reference: string;
}

/** A method of a cell with its model, prior and what its evidence is worth. */
function ofCell(
  { cell }: Pick<BanditRead, 'cell'>,
  { name, reference, parameters = [], seed = null, assumptions }: Described,
): ProofMethod {
  const { rule, reward, budgetCap, firstDay, lastDay } = cell.design;
  const model = rewardModel(reward, budgetCap.currency);
  return {
    name: `${modelText(model)}: ${name}`,
    version: VERSION,
    seed,
    parameters: [
      { name: 'Days', value: `${firstDay} to ${lastDay}, as far as there are data` },
      { name: 'Prior', value: priorText(rule, model) },
      { name: 'Evidence a day later', value: formatNumber(rule.discount) },
      ...parameters,
    ],
    assumptions: assumptions ?? INDEPENDENT,
    reference,
  };
}

const BOOK = 'Gelman et al. 2013, Bayesian Data Analysis, ch. 2 and 3; prior: Jaynes 2003, Probability Theory, ch. 11';
const QUADRATURE = { name: 'Quadrature', value: 'Gauss–Legendre panels that all arms share, no randomness' };

export const meanMethod = (read: BanditRead): ProofMethod =>
  ofCell(read, { name: 'mean of the posterior', reference: BOOK });

export const intervalMethod = (read: BanditRead, level: number): ProofMethod =>
  ofCell(read, {
    name: 'quantile of the posterior',
    reference: BOOK,
    parameters: [{ name: 'Interval', value: `${formatRate(level)}, as much left out below as above` }],
  });

export const pBestMethod = (read: BanditRead): ProofMethod =>
  ofCell(read, {
    name: 'P(best)',
    reference: 'Scott 2010, A modern Bayesian look at the multi-armed bandit',
    parameters: [QUADRATURE],
  });

export const lossMethod = (read: BanditRead): ProofMethod =>
  ofCell(read, {
    name: 'expected loss',
    reference: 'Stucchio 2015, Bayesian A/B Testing at VWO',
    parameters: [QUADRATURE],
  });

export const shareMethod = (read: BanditRead): ProofMethod => {
  const { floor, cap } = read.cell.design.rule;
  return ofCell(read, {
    name: 'P(best) within floor and cap',
    reference: 'Scott 2010; water-filling, Boyd & Vandenberghe 2004, example 5.2',
    parameters: [
      QUADRATURE,
      { name: 'Floor', value: formatRate(floor) },
      { name: 'Cap', value: formatRate(cap) },
      { name: 'Killed and promoted arms', value: 'none, and all' },
    ],
  });
};

const drawn = ({ draws }: BanditRead) => ({
  seed: Number(draws.seed),
  parameters: [{ name: 'Draws', value: `${formatCount(draws.count)} of each arm, PCG64` }],
});

export const remainingMethod = (read: BanditRead): ProofMethod =>
  ofCell(read, {
    ...drawn(read),
    name: 'potential value remaining, 95th percentile',
    reference: 'Scott 2012, Multi-armed bandit experiments',
  });

export const regretMethod = (read: BanditRead): ProofMethod =>
  ofCell(read, {
    ...drawn(read),
    name: 'regret of the traffic so far, by what is known now',
    reference: 'Lattimore & Szepesvári 2020, Bandit algorithms, §4.5',
  });

/** How the answer to a what-if was made. */
export const whatIfMethod = ({
  cell,
  question: { moreDays, prior },
  answer,
}: {
  readonly cell: BanditRead['cell'];
  readonly question: WhatIfInput;
  readonly answer: WhatIf;
}): ProofMethod => {
  const { rule, reward, budgetCap } = cell.design;
  const asked = prior === null ? rule : { ...rule, prior };
  const isSimulated = answer.futures > 0;
  return ofCell(
    { cell: { ...cell, design: { ...cell.design, rule: asked } } },
    {
      name: isSimulated ? 'mean over simulated futures' : 'read anew',
      seed: isSimulated ? Number(answer.seed) : null,
      reference: 'Gelman et al. 2013, Bayesian Data Analysis, §2.1: posterior predictive',
      parameters: [
        { name: 'More days', value: formatCount(moreDays) },
        { name: 'Rule’s own prior', value: priorText(rule, rewardModel(reward, budgetCap.currency)) },
        { name: 'Futures', value: formatCount(answer.futures) },
      ],
      ...(isSimulated
        ? { assumptions: [...INDEPENDENT, 'Traffic stays as in the last week, and values of arms do not change'] }
        : {}),
    },
  );
};

export const driftMethod = (read: BanditRead): ProofMethod => ({
  ...ofCell(read, {
    name: 'evidence that the value changed, looked at every day',
    reference:
      read.unit === 'ratio'
        ? 'Vovk, Nouretdinov & Gammerman 2003, Testing exchangeability on-line'
        : 'Wasserman, Ramdas & Balakrishnan 2020, Universal inference, §8; McCullagh & Nelder 1989, §4.5 (dispersion)',
    parameters: [
      { name: 'Alarm', value: `p of at most ${formatProbability(0.01)} over the arms of the cell, ever` },
      { name: 'Days', value: 'counts over their dispersion within weeks' },
    ],
  }),
});

import type {
  ExperimentList,
  ExperimentRead,
  ExperimentRecord,
  ExperimentResult,
  ExperimentSize,
  HealthOutcome,
  MetricRead,
} from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatDays,
  formatInstant,
  formatInterval,
  formatMinor,
  formatNumber,
  formatProbability,
  formatPValue,
  formatRate,
  formatRelativeChange,
  formatText,
  minorDigits,
} from '../../../engine/serializer/index.ts';
import { type Column, textPairs, textTable } from '../text-table.ts';

const words = (code: string): string => code.replaceAll('_', ' ');
const right = (title: string): Column => ({ title, align: 'right' });

const SIGNS: Readonly<Record<HealthOutcome, string>> = { pass: '✓', warn: '!', fail: '✕', unknown: '?' };

export const listText = ({ experiments, undefined: strangers }: ExperimentList): string =>
  [
    textTable(
      [
        { title: 'Experiment' },
        { title: 'Name' },
        { title: 'Status' },
        right('Days'),
        right('Units'),
        right('Effect'),
        right('Interval'),
        { title: 'Verdict' },
      ],
      experiments.map((row) => [
        row.key,
        row.name,
        row.status,
        formatCount(row.days),
        formatCount(row.units),
        row.effect === null ? '—' : formatRelativeChange(row.effect.estimate),
        row.effect === null ? '—' : formatInterval(row.effect.interval, 'rate'),
        row.verdict === null ? '—' : words(row.verdict.state),
      ]),
    ),
    ...strangers.map(
      ({ key, units, firstDay, lastDay }) =>
        `${formatText(key)} is in the data (${formatCounted(units, 'unit')}, ${formatDayRange(firstDay, lastDay)}) and has no design here.`,
    ),
  ].join('\n');

const isShare = ({ metric }: MetricRead): boolean => metric.kind === 'proportion' || metric.kind === 'retention';

function valueText(value: number | null, read: MetricRead): string {
  if (value === null) return '—';
  if (isShare(read)) return formatRate(value);
  const { currency } = read.metric;
  return currency === null ? formatNumber(value) : formatMinor(value * 10 ** minorDigits(currency), currency);
}

const metricRows = (read: MetricRead): readonly (readonly string[])[] =>
  read.arms.map((arm, place) => {
    const comparison = read.comparisons.find(({ variation }) => variation === arm.variation);
    return [
      place === 0 ? `${read.metric.name} (${read.metric.role})` : '',
      arm.variation,
      formatCount(arm.units),
      valueText(arm.value, read),
      comparison === undefined || comparison.estimate === null ? '—' : formatRelativeChange(comparison.estimate),
      comparison === undefined || comparison.interval === null ? '—' : formatInterval(comparison.interval, 'rate'),
      comparison === undefined || comparison.adjustedPValue === null ? '—' : formatPValue(comparison.adjustedPValue),
      comparison === undefined ? '' : (comparison.gap ?? words(comparison.reads)),
    ];
  });

const lifeOf = ({ status, version, startedAt, since, stoppedAt, decidedAt, decision }: ExperimentRecord) =>
  [
    ['Status', `${status}, version ${formatCount(version)} of its design`],
    ['Started', startedAt === null ? '—' : formatInstant(startedAt)],
    ...(since === null ? [] : [['Counts from', formatDay(since)] as const]),
    ['Stopped', stoppedAt === null ? '—' : formatInstant(stoppedAt)],
    ['Decided', decidedAt === null || decision === null ? '—' : `${formatInstant(decidedAt)}: ${decision.variation}`],
  ] as const;

const readText = (read: ExperimentRead): readonly string[] => {
  const { verdict, experiment } = read;
  return [
    `${experiment.design.name} (${experiment.design.key})`,
    textPairs([
      ...lifeOf(experiment),
      ['Exposures', `${formatDay(read.firstDay)} to ${formatDay(read.lastDay)}, ${formatCounted(read.units, 'unit')}`],
      ['Verdict', words(verdict.state)],
      ['Because', verdict.reason],
      ['Would change it', verdict.change],
      ['Progress', read.progress.sentence],
    ]),
    '',
    ...read.checks.map(({ outcome, title, evidence }) => `${SIGNS[outcome]} ${title}: ${evidence}`),
  ];
};

/** An unhealthy experiment shows no effect: whoever sees one acts on it. */
const scorecard = ({ verdict, metrics }: ExperimentRead): readonly string[] =>
  verdict.state === 'unhealthy' || metrics.length === 0
    ? []
    : [
        '',
        textTable(
          [
            { title: 'Metric' },
            { title: 'Variation' },
            right('Units'),
            right('Value'),
            right('Effect'),
            right('Interval'),
            right('p'),
            { title: 'Reads' },
          ],
          metrics.flatMap(metricRows),
        ),
      ];

export const resultText = ({ read, log }: ExperimentResult): string =>
  [
    ...readText(read),
    ...scorecard(read),
    '',
    ...log.map(({ at, actor, summary }) => `${formatInstant(at)}  ${formatText(actor)}: ${summary}`),
    ...read.caveats,
  ].join('\n');

export const recordText = (record: ExperimentRecord): string =>
  [
    `${record.design.name} (${record.design.key})`,
    textPairs([
      ...lifeOf(record),
      ['Flag', record.design.flag],
      [
        'Goals',
        formatText(record.design.metrics.flatMap(({ role, name }) => (role === 'goal' ? [name] : [])).join(', ')),
      ],
    ]),
  ].join('\n');

export const sizeText = (size: ExperimentSize): string =>
  [
    size.sentence,
    '',
    textTable(
      [right('After'), right('Finds')],
      size.curve.filter(({ days }) => days % 7 === 0).map(({ days, effect }) => [formatDays(days), formatRate(effect)]),
    ),
    '',
    textTable(
      [right('Effect'), right('Chance')],
      size.powerByEffect.map(({ effect, power }) => [formatRate(effect), formatProbability(power)]),
    ),
    '',
    `A plan, by ${size.basis.method}: ${size.basis.formula} (${size.basis.reference}).`,
    textPairs(size.basis.inputs.map(({ name, value }) => [name, value] as const)),
  ].join('\n');

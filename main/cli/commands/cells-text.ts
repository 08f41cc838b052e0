import { ARM_WORDS, REWARD_WORDS } from '../../../engine/bandits/lifecycle/index.ts';
import type {
  CellPlan,
  CellReward,
  ExploreCellBoard,
  ExploreCellDesign,
  ExploreCellRecord,
  ExploreCellRow,
  PlannedCell,
} from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatDays,
  formatInstant,
  formatMoney,
  formatNumber,
  formatProbability,
  formatRate,
  formatRatio,
  formatText,
  MISSING,
} from '../../../engine/serializer/index.ts';
import { type Column, textPairs, textTable } from '../text-table.ts';

const words = (code: string): string => code.replaceAll('_', ' ');
const right = (title: string): Column => ({ title, align: 'right' });
const all = (side: string | null): string => side ?? 'all';
const place = ({ channel, segment }: ExploreCellDesign): string => `${all(channel)} × ${all(segment)}`;

const leaderText = ({ leader }: ExploreCellRow): string =>
  leader === null ? MISSING : `${formatText(leader.label)} (${formatProbability(leader.pBest)})`;

export function boardText({ cells, summary, budget, spent }: ExploreCellBoard): string {
  const { planned, running, paused, ended, toLook } = summary;
  return [
    textTable(
      [
        { title: 'Cell' },
        { title: 'Channel × segment' },
        { title: 'Arms' },
        { title: 'Status' },
        right('Cap'),
        right('Spent'),
        right('Cap reached'),
        { title: 'Leader' },
        { title: 'Advice' },
        right('Next look'),
      ],
      cells.map((row) => [
        row.cell.design.key,
        place(row.cell.design),
        `${formatCount(row.arms)} ${ARM_WORDS[row.cell.design.arms.kind]}`,
        row.cell.status,
        formatMoney(row.cell.design.budgetCap),
        row.spent === null ? MISSING : formatMoney(row.spent),
        row.capReachedOn === null ? MISSING : formatDay(row.capReachedOn),
        leaderText(row),
        row.advice === null ? MISSING : words(row.advice),
        row.nextLook === null ? MISSING : formatDay(row.nextLook),
      ]),
    ),
    `${formatCount(planned)} planned, ${formatCount(running)} running, ${formatCount(paused)} paused, ${formatCount(ended)} ended; ${formatCount(toLook)} to look at. ${formatMoney(spent)} spent of ${formatMoney(budget)}.`,
  ].join('\n');
}

const rulePairs = ({ rule, reward }: ExploreCellDesign): readonly (readonly [string, string])[] => [
  ['Judged by', `${REWARD_WORDS[reward]}, from ${formatCount(rule.minTrials)} trials an arm on`],
  ['Shares', `${formatRate(rule.floor)} to ${formatRate(rule.cap)} an arm`],
  [
    'Rule',
    `promote from ${formatProbability(rule.promoteAt)}, kill below ${formatProbability(rule.killAt)}, done when ${formatRate(rule.stopAt)} or less may be gained`,
  ],
];

const recordPairs = ({ design, status, version, startedAt, endedAt, note }: ExploreCellRecord) =>
  [
    ['Status', `${status}, version ${formatCount(version)} of its plan${note === '' ? '' : `: ${note}`}`],
    ['Hypothesis', design.hypothesis],
    ['Owner', design.owner],
    ['Where', `${place(design)}, ${ARM_WORDS[design.arms.kind]}`],
    ['Days', formatDayRange(design.firstDay, design.lastDay)],
    ['Cap', formatMoney(design.budgetCap)],
    ...rulePairs(design),
    ['Started', startedAt === null ? MISSING : formatInstant(startedAt)],
    ['Ended', endedAt === null ? MISSING : formatInstant(endedAt)],
  ] as const;

const title = ({ name, key }: ExploreCellDesign): string => `${name} (${key})`;

export const recordText = (record: ExploreCellRecord): string =>
  [title(record.design), textPairs(recordPairs(record))].join('\n');

export const rowText = (row: ExploreCellRow): string =>
  [
    title(row.cell.design),
    textPairs([
      ...recordPairs(row.cell),
      ['Spent', row.spent === null ? (row.gap ?? MISSING) : formatMoney(row.spent)],
      ['A day', row.spentPerDay === null ? MISSING : formatMoney(row.spentPerDay)],
      ['Cap reached', row.capReachedOn === null ? MISSING : formatDay(row.capReachedOn)],
      ['Arms', `${formatCount(row.arms)}, ${formatCount(row.trials)} trials`],
      ['Leader', leaderText(row)],
      ['Advice', row.advice === null ? MISSING : words(row.advice)],
      ['Next look', row.nextLook === null ? row.nextLookReason : `${formatDay(row.nextLook)}: ${row.nextLookReason}`],
      ['Nights', `${formatCount(row.nights)}${row.lastNight === null ? '' : `, the last ${formatDay(row.lastNight)}`}`],
    ]),
  ].join('\n');

function meanText({ design, mean, interval }: PlannedCell, reward: string): string {
  const format =
    reward === 'return_on_spend' ? formatRatio : reward === 'signups_per_spend' ? formatNumber : formatRate;
  return `${format(mean)} (${format(interval.low)} to ${format(interval.high)})${design.reward === reward ? '' : '*'}`;
}

/** `reward`: the one that was planned by. */
export const planText = ({ cells, leftOut, method, dataThrough }: CellPlan, reward: CellReward): string =>
  [
    textTable(
      [
        { title: 'Cell' },
        { title: 'Arms' },
        { title: 'Side' },
        right('Cap'),
        right(`New arm, ${REWARD_WORDS[reward]}`),
        right('Beats the best'),
        { title: '' },
      ],
      cells.map((cell) => [
        cell.design.key,
        ARM_WORDS[cell.design.arms.kind],
        cell.side,
        formatMoney(cell.design.budgetCap),
        meanText(cell, reward),
        formatProbability(cell.pBetter),
        cell.exists ? 'there is a cell for it' : '',
      ]),
    ),
    ...(cells.some(({ design }) => design.reward !== reward)
      ? [`* Ranked by the ${REWARD_WORDS[reward]} of the place; its arms are judged by their own.`]
      : []),
    ...cells.map(({ design }) => `${design.key}: ${design.hypothesis}`),
    ...leftOut.map(
      ({ channel, segment, reason }) => `Left out: ${formatText(channel)} × ${formatText(segment)}. ${reason}`,
    ),
    `Data through ${dataThrough === null ? MISSING : formatDay(dataThrough)}. ${method}`,
  ].join('\n');

export const adoptedText = (count: number, days: number): string =>
  count === 0
    ? 'There is a cell for each of them; none was added.'
    : `${formatCounted(count, 'cell')} planned for ${formatDays(days)}.`;

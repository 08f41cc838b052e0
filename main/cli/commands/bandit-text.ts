import type { BanditList, BanditRead, BanditResult } from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatDay,
  formatNumber,
  formatProbability,
  formatRate,
  formatRatio,
} from '../../../engine/serializer/index.ts';
import { type Column, textPairs, textTable } from '../text-table.ts';

const words = (code: string): string => code.replaceAll('_', ' ');
const right = (title: string): Column => ({ title, align: 'right' });

export const banditListText = ({ bandits, dataThrough }: BanditList): string =>
  bandits.length === 0
    ? 'No cell has been started. See them with: gw cells list'
    : [
        textTable(
          [
            { title: 'Cell' },
            { title: 'Status' },
            { title: 'Arms' },
            right('Trials'),
            { title: 'Leads' },
            right('P(best)'),
            { title: 'Advice' },
            { title: 'Last night' },
          ],
          bandits.map(({ key, status, kind, arms, trials, leader, advice, drift, lastNight }) => [
            key,
            status,
            `${formatCount(arms)} ${words(kind)}`,
            formatCount(trials),
            leader?.label ?? '—',
            leader === null ? '—' : formatProbability(leader.pBest),
            `${status === 'ended' ? '—' : words(advice.kind)}${drift ? ' (an arm has changed)' : ''}`,
            formatDay(lastNight),
          ]),
        ),
        `Data up to ${formatDay(dataThrough)}.`,
      ].join('\n\n');

function valueText(value: number, unit: BanditRead['unit']): string {
  if (unit === 'share') return formatRate(value);
  return unit === 'ratio' ? formatRatio(value) : formatNumber(value);
}

export function banditText({ read, decisions }: BanditResult): string {
  const { cell, arms, words: named, unit, advice, valueRemaining, regret, draws } = read;
  const value = (x: number) => valueText(x, unit);
  const recorded = read.history.filter((night) => night.recorded).length;
  const restated = read.history.filter((night) => night.restated).length;
  return [
    textPairs([
      ['Cell', `${cell.design.name} (${cell.design.key}, ${cell.status})`],
      ['Data up to', formatDay(read.dataThrough)],
      ...(cell.status === 'ended'
        ? ([['Advice', 'none: the cell has ended, nothing more is decided']] as const)
        : ([
            ['Advice', `${words(advice.kind)}: ${advice.reason}`],
            ['What would change it', advice.change],
          ] as const)),
      ...(valueRemaining === null ? [] : ([['Value remaining', valueRemaining.sentence]] as const)),
      ...(regret === null ? [] : ([['Regret', regret.sentence]] as const)),
      [
        'Nights',
        `${formatCount(recorded)} recorded of ${formatCount(read.history.length)}, ${formatCount(restated)} restated since`,
      ],
    ]),
    textTable(
      [
        { title: 'Arm' },
        { title: 'State' },
        right(named.trial),
        right(named.value),
        right('95 % interval'),
        right('P(best)'),
        right('Share'),
        right('Share now'),
        { title: 'Change' },
      ],
      arms.map((arm) => [
        arm.label,
        arm.state,
        formatCount(arm.trials),
        value(arm.mean),
        `${value(arm.interval95.low)} to ${value(arm.interval95.high)}`,
        formatProbability(arm.pBest),
        formatRate(arm.share),
        formatRate(arm.shareNow),
        arm.drift?.alarm === true ? `since ${formatDay(arm.drift.since)}` : '—',
      ]),
    ),
    ...decisions.map(
      ({ decision, arm, state, by, reason }) => `${decision} ${arm} by ${by} (${words(state)}): ${reason}`,
    ),
    `${read.method} Seed ${draws.seed}, ${formatCount(draws.count)} draws.`,
    ...read.caveats,
  ].join('\n\n');
}

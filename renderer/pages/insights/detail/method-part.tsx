import type { BanditRead } from '../../../../engine/contract/index.ts';
import {
  formatCount,
  formatDay,
  formatPoints,
  formatProbability,
  formatRate,
} from '../../../../engine/serializer/index.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { Part } from '../../../components/part.tsx';

/** How the numbers are made, by which rule, and what to keep in mind with them. */
export function MethodPart({ read }: { readonly read: BanditRead }) {
  const { rule, firstDay, lastDay } = read.cell.design;
  const { draws, sources, caveats } = read;
  return (
    <Part title="How it is read">
      <KeyValues
        pairs={[
          ['Method', read.method],
          [
            'Rule',
            `Promote from ${formatProbability(rule.promoteAt)}, kill from ${formatProbability(rule.killAt)} down, done below ${formatRate(rule.stopAt)} of value remaining; shares from ${formatRate(rule.floor)} to ${formatRate(rule.cap)}; ${formatCount(rule.minTrials)} ${read.words.trial} an arm at least; a look every ${formatCount(rule.lookEveryDays)} days. Fixed when the cell started.`,
          ],
          ['Days', `${formatDay(firstDay)} to ${formatDay(lastDay)}`],
          [
            'Draws',
            `${formatCount(draws.count)} with the seed ${draws.seed}; a probability by draws is off by ${formatPoints(draws.error)} at most, as a standard error`,
          ],
          ...caveats.map((caveat): [string, string] => ['Mind', caveat]),
          ...sources.map((source): [string, string] => [
            'Source',
            `${source.dataset}, ${source.dataThrough === null ? 'not landed yet' : `data to ${formatDay(source.dataThrough)}`}, ${source.freshness}`,
          ]),
        ]}
      />
    </Part>
  );
}

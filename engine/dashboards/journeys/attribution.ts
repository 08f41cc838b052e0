import { type ChannelCredit, type Difference, type Interval, tellApart } from '../../attribution/index.ts';
import type { ResolvedScope, TileColumn } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { type CreditedJourneys, readPathCounts } from '../../journeys/index.ts';
import { formatCounted, formatValue } from '../../serializer/index.ts';
import { dimensionColumn, flagColumn, textColumn } from '../parts/columns.ts';
import { readNames } from '../parts/names.ts';
import { writtenDays } from '../parts/wording.ts';
import type { TileContent, TileContext, TileDefinition } from '../tile.ts';
import { type AttributionChoice, attributionChoice, choiceLabel } from './choices.ts';
import { creditMethods } from './credit-methods.ts';
import { journeyNotes } from './ended.ts';
import { onlyFilteredBy } from './filters.ts';
import { boundsOf, type Measure, measureColumn } from './measure.ts';
import { type SideBySide, sideBySide } from './side-by-side.ts';

const NO_TRUTH =
  'Credit shares out what happened. It does not say what would have happened without a channel: only an experiment does.';

function measuresOf({ rule, model, worth, credit }: AttributionChoice, { currency }: ResolvedScope) {
  const look = credit === 'value' ? { kind: 'money' as const, currency } : { kind: 'count' as const };
  const measure = (id: string, label: string): Measure => ({ id, label, better: 'up', ...look });
  return [
    measure('touch', choiceLabel('rule', rule)),
    measure('markov', model === 'markov' ? 'Markov' : 'Markov of order 2'),
    measure('data_driven', worth === 'rates' ? 'Data-driven' : 'Shapley, conversions alone'),
  ] as const;
}

const REMOVAL: Measure = { id: 'removal', label: 'Removal effect', kind: 'rate', better: 'neutral' };

interface Amount extends Interval {
  readonly credit: number;
}

const amountOf = (credit: ChannelCredit, choice: AttributionChoice): Amount =>
  choice.credit === 'value'
    ? { credit: credit.value, ...credit.valueInterval }
    : { credit: credit.conversions, ...credit.conversionsInterval };

const cellsOf = ({ credit, low, high }: Amount): readonly number[] => [credit, low, high];

/** What the models say beside the touch rule. */
function reading(markov: Difference, dataDriven: Difference): { readonly flag: string; readonly text: string } {
  if (markov === 'cant_tell' && dataDriven === 'cant_tell') return { flag: 'info', text: "Can't tell apart" };
  if (markov === dataDriven) {
    return markov === 'more'
      ? { flag: 'up', text: 'More by both models' }
      : { flag: 'down', text: 'Less by both models' };
  }
  if (markov === 'cant_tell') {
    return { flag: 'info', text: `${dataDriven === 'more' ? 'More' : 'Less'} by data-driven, Markov can't tell` };
  }
  if (dataDriven === 'cant_tell') {
    return { flag: 'info', text: `${markov === 'more' ? 'More' : 'Less'} by Markov, data-driven can't tell` };
  }
  return { flag: 'warn', text: 'The models contradict each other' };
}

interface ChannelRow {
  readonly channel: string;
  readonly name: string;
  readonly touch: Amount;
  readonly markov: Amount;
  readonly dataDriven: Amount;
  readonly removal: number;
}

const channelRows = (
  { touch, markov, dataDriven, removal }: SideBySide,
  choice: AttributionChoice,
  nameOf: (channel: string) => string,
): ChannelRow[] =>
  dataDriven
    .flatMap((own, index) => {
      const [byTouch, byMarkov] = [touch[index], markov[index]];
      if (byTouch === undefined || byMarkov === undefined) return [];
      return {
        channel: own.channel,
        name: nameOf(own.channel),
        touch: amountOf(byTouch, choice),
        markov: amountOf(byMarkov, choice),
        dataDriven: amountOf(own, choice),
        removal: removal[index] ?? 0,
      };
    })
    .toSorted((a, b) => b.dataDriven.credit - a.dataDriven.credit);

const compared = ({ touch, markov, dataDriven }: ChannelRow) =>
  reading(tellApart(markov, touch), tellApart(dataDriven, touch));

/** The channels whose credit both models put above or below the touch rule, in words. */
function sentenceOf(rows: readonly ChannelRow[], choice: AttributionChoice, scope: ResolvedScope): string {
  const [most] = rows;
  const names = (flag: string): string =>
    rows
      .filter((row) => compared(row).flag === flag)
      .map(({ name }) => name)
      .join(', ');
  const rule = choiceLabel('rule', choice.rule).toLowerCase();
  const [more, less] = [names('up'), names('down')];
  const parts = [...(more === '' ? [] : [`more to ${more}`]), ...(less === '' ? [] : [`less to ${less}`])];
  const verdict =
    parts.length === 0
      ? `no channel surely gets more or less by both models than by ${rule}`
      : `beside ${rule} both models give ${parts.join(' and ')}`;
  const { kind, currency } = measuresOf(choice, scope)[2];
  const amount = formatValue({
    kind,
    value: most?.dataDriven.credit ?? null,
    ...(currency === undefined ? {} : { currency }),
  });
  return `Data-driven credit is largest for ${most?.name ?? 'no channel'} (${amount}) in ${writtenDays(scope.period)}; ${verdict}.`;
}

const notesOf = ({ unvalued, journeys }: CreditedJourneys, choice: AttributionChoice, context: TileContext) => [
  'Intervals are 90 %, from resampling the journeys; amounts whose intervals overlap are not told apart.',
  NO_TRUTH,
  `${formatCounted(journeys.paths.length, 'distinct path')} over ${formatCounted(journeys.channels.length, 'channel')}.`,
  ...(choice.credit === 'value' && unvalued > 0
    ? [`${formatCounted(unvalued, 'conversion')} without a value in ${context.scope.currency} left out of the value.`]
    : []),
  ...journeyNotes(context),
];

async function read(context: TileContext): Promise<Result<TileContent>> {
  const { engine, scope, signal } = context;
  const choice = attributionChoice(scope.options);
  if (!choice.ok) return choice;
  const filtered = onlyFilteredBy('journeys.attribution', context, ['channel', 'segment', 'campaign']);
  if (!filtered.ok) return filtered;
  const { period: days, filters, currency } = scope;
  const found = await readPathCounts(engine, { days, filters, currency }, signal);
  if (!found.ok) return found;
  if (!found.value.journeys.outcomes.conversions.some((count) => count > 0)) {
    return err(appError('NO_DATA', { what: 'conversions' }));
  }
  if (choice.value.credit === 'value' && !found.value.journeys.outcomes.value.some((value) => value > 0)) {
    return err(appError('NO_DATA', { what: `conversions with a value in ${currency}` }));
  }
  const credits = sideBySide(found.value.journeys, choice.value);
  if (!credits.ok) return credits;
  const nameOf = await readNames(context, 'channel');
  if (!nameOf.ok) return nameOf;
  const rows = channelRows(credits.value, choice.value, nameOf.value);
  const measures = measuresOf(choice.value, scope);
  const all = (amount: (row: ChannelRow) => Amount): readonly (number | null)[] => [
    rows.reduce((sum, row) => sum + amount(row).credit, 0),
    null,
    null,
  ];
  return ok({
    sentence: sentenceOf(rows, choice.value, scope),
    draw: { as: 'table', sort: 'data_driven' },
    columns: [
      dimensionColumn('channel', 'Channel'),
      ...measures.flatMap((measure): readonly TileColumn[] => [measureColumn(measure), ...boundsOf(measure)]),
      measureColumn(REMOVAL),
      textColumn('reading', `Models beside ${choiceLabel('rule', choice.value.rule).toLowerCase()}`),
      flagColumn(),
    ],
    rows: [
      ...rows.map((row) => {
        const { flag, text } = compared(row);
        const { channel, name, touch, markov, dataDriven, removal } = row;
        return {
          key: channel,
          cells: [name, ...cellsOf(touch), ...cellsOf(markov), ...cellsOf(dataDriven), removal, text, flag],
        };
      }),
      {
        key: 'all channels',
        cells: [
          'All channels',
          ...all((row) => row.touch),
          ...all((row) => row.markov),
          ...all((row) => row.dataDriven),
          null,
          null,
          'total',
        ],
      },
    ],
    notes: notesOf(found.value, choice.value, context),
  });
}

export const ATTRIBUTION_TILE: TileDefinition = {
  id: 'journeys.attribution',
  read,
  method(column, { scope }) {
    const choice = attributionChoice(scope.options);
    if (!choice.ok) throw new Error('a tile that refused its choice has no number to prove');
    const methods = creditMethods(choice.value);
    switch (column.of ?? column.id) {
      case 'touch':
        return methods.touch;
      case 'markov':
        return methods.markov;
      case 'removal':
        return methods.removal;
      default:
        return methods.dataDriven;
    }
  },
};

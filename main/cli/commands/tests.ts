import type { Command } from 'commander';
import { z } from 'zod';
import {
  type CreativeTest,
  type CreativeTestRow,
  type Verdict,
  verdictSchema,
} from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatDay,
  formatDayRange,
  formatInterval,
  formatPoints,
  formatProbability,
  formatRate,
  formatText,
} from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { WrongUsage } from '../failure.ts';
import { withWorkspace } from '../open-workspace.ts';
import { type Column, textTable } from '../text-table.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  winner: 'winner',
  keep_testing: 'keep testing',
  no_difference: 'no difference',
  unhealthy: 'unhealthy',
  no_data: 'no data',
};

const TEST_COLUMNS: readonly Column[] = [
  { title: 'Test' },
  { title: 'Name' },
  { title: 'Days' },
  { title: 'Variants', align: 'right' },
  { title: 'Impressions', align: 'right' },
  { title: 'Clicks', align: 'right' },
  { title: 'Best' },
  { title: 'P(best)', align: 'right' },
  { title: 'Loss if wrong', align: 'right' },
  { title: 'Verdict' },
];

const testRow = (test: CreativeTestRow): readonly string[] => [
  test.testId,
  test.name,
  formatDayRange(test.firstDay, test.lastDay),
  formatCount(test.variants),
  formatCount(test.impressions),
  formatCount(test.clicks),
  formatText(test.bestLabel),
  formatProbability(test.pBest),
  formatPoints(test.expectedLoss),
  VERDICTS[test.verdict],
];

const VARIANT_COLUMNS: readonly Column[] = [
  { title: '' },
  { title: 'Variant' },
  { title: 'Headline' },
  { title: 'Impressions', align: 'right' },
  { title: 'Clicks', align: 'right' },
  { title: 'Rate', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: 'P(best)', align: 'right' },
  { title: 'Loss if wrong', align: 'right' },
];

const variantRow = (variant: CreativeTest['variants'][number]): readonly string[] => [
  variant.label,
  variant.variantId,
  variant.headline,
  formatCount(variant.impressions),
  formatCount(variant.clicks),
  formatRate(variant.mean),
  formatInterval(variant.interval95, 'rate'),
  formatProbability(variant.pBest),
  formatPoints(variant.expectedLoss),
];

const testText = (read: CreativeTest): string =>
  [
    `${read.test.name} (${read.test.testId}): ${VERDICTS[read.test.verdict]}`,
    read.reason,
    read.whatWouldChange,
    '',
    textTable(VARIANT_COLUMNS, read.variants.map(variantRow)),
    '',
    read.sentence,
    ...read.caveats,
  ].join('\n');

const optionsSchema = z.object({ verdict: z.string().optional() });

function verdictOf(text: string | undefined): Verdict | undefined {
  if (text === undefined) return undefined;
  const parsed = verdictSchema.safeParse(text.replaceAll(/[- ]/g, '_'));
  if (!parsed.success) throw new WrongUsage(`"${text}" is not a verdict; one of ${verdictSchema.options.join(', ')}`);
  return parsed.data;
}

export function registerTests(program: Command, cli: Cli): void {
  program
    .command('tests')
    .description('creative tests with their verdicts')
    .option('--verdict <verdict>', `only one verdict: ${verdictSchema.options.join(', ')}`)
    .action(async (_options: unknown, command: Command) => {
      const verdict = verdictOf(optionsSchema.parse(command.opts()).verdict);
      await withWorkspace(cli, command, async ({ client }) => {
        const all = await client.creativeTests.list(undefined, { signal: cli.signal });
        const list = { ...all, tests: all.tests.filter((test) => verdict === undefined || test.verdict === verdict) };
        const line = `${formatCount(list.tests.length)} of ${formatCount(all.tests.length)} tests, data through ${formatDay(all.dataThrough)}. ${all.method}`;
        return { json: list, text: `${textTable(TEST_COLUMNS, list.tests.map(testRow))}\n\n${line}` };
      });
    });

  program
    .command('test')
    .description('one creative test with its variants')
    .argument('<testId>')
    .action(async (testId: string, _options: unknown, command: Command) => {
      await withWorkspace(cli, command, async ({ client }) => {
        const read = await client.creativeTests.get({ testId }, { signal: cli.signal });
        return { json: read, text: testText(read) };
      });
    });
}

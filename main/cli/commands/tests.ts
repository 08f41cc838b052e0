import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  type CreativeTest,
  type CreativeTestRow,
  type CreativeTogether,
  type TogetherState,
  type TogetherTest,
  type Verdict,
  verdictSchema,
} from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatInterval,
  formatPoints,
  formatProbability,
  formatPValue,
  formatRate,
  formatText,
} from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { must, WrongUsage } from '../failure.ts';
import { importDrop, importedText } from '../import-drop.ts';
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

const optionsSchema = z.object({ verdict: z.string().optional(), together: z.boolean().default(false) });

const STATES: Readonly<Record<TogetherState, string>> = {
  holds: 'holds',
  not_shown: 'not shown',
  behind: 'behind',
  unhealthy: 'unhealthy',
  several: 'several winners',
  no_data: 'no data',
};

const TOGETHER_COLUMNS: readonly Column[] = [
  { title: 'Test' },
  { title: 'Name' },
  { title: 'Winner' },
  { title: 'Over' },
  { title: 'Effect', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: 'Lift', align: 'right' },
  { title: 'Shrunken', align: 'right' },
  { title: 'p', align: 'right' },
  { title: 'p by BH', align: 'right' },
  { title: 'p by Holm', align: 'right' },
  { title: 'Read' },
];

const togetherRow = (test: TogetherTest): readonly string[] => [
  test.testId,
  test.name,
  test.label === null ? formatText(null) : `${test.label}${test.declared ? '' : ' (not declared)'}`,
  formatText(test.otherLabel),
  formatPoints(test.effect?.estimate, { signed: true }),
  formatInterval(test.effect?.interval, 'percentage_points'),
  formatRate(test.lift),
  formatRate(test.shrunken?.estimate),
  formatPValue(test.p),
  formatPValue(test.benjaminiHochberg),
  formatPValue(test.holm),
  STATES[test.state],
];

/** Winners that are declared, and leaders that hold without: what is worth a line. */
function togetherText(read: CreativeTogether): string {
  const told = read.tests.filter(({ declared, state }) => declared || state === 'holds');
  const { summary } = read;
  return [
    textTable(TOGETHER_COLUMNS, told.map(togetherRow)),
    '',
    read.sentence,
    `${formatCount(summary.restFdr)} are better than the other variants together at a false discovery rate of 5 %; ` +
      `${formatCounted(summary.undeclaredHold, 'leader holds', 'leaders hold')} that nobody declared.`,
    `Median lift of the winners ${formatRate(summary.medianLift)}, shrunken ${formatRate(summary.medianShrunkenLift)}.`,
    ...read.caveats,
  ].join('\n');
}

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
    .option('--together', 'read all tests as one family: which winners hold, adjusted over all of them')
    .option('--verdict <verdict>', `only one verdict: ${verdictSchema.options.join(', ')}`)
    .action(async (_options: unknown, command: Command) => {
      const { together, verdict: word } = optionsSchema.parse(command.opts());
      const verdict = verdictOf(word);
      if (together) {
        if (verdict !== undefined) throw new WrongUsage('Give --verdict or --together.');
        await withWorkspace(cli, command, async ({ client }) => {
          const read = await client.creativeTests.together(undefined, { signal: cli.signal });
          return { json: read, text: togetherText(read) };
        });
        return;
      }
      await withWorkspace(cli, command, async ({ client }) => {
        const all = await client.creativeTests.list(undefined, { signal: cli.signal });
        const list = { ...all, tests: all.tests.filter((test) => verdict === undefined || test.verdict === verdict) };
        const line = `${formatCount(list.tests.length)} of ${formatCount(all.tests.length)} tests, data through ${formatDay(all.dataThrough)}. ${all.method}`;
        return { json: list, text: `${textTable(TEST_COLUMNS, list.tests.map(testRow))}\n\n${line}` };
      });
    });

  program
    .command('archive')
    .description('make a drop of creative tests from a file of the Upworthy Research Archive, and import it')
    .argument('<file>', 'CSV as published, or Parquet with the same columns')
    .action(async (file: string, _options: unknown, command: Command) => {
      await withWorkspace(cli, command, async (open) => {
        const made = must(await open.workbench.imports.archive(resolve(cli.cwd, file), { signal: cli.signal }));
        const imported = await importDrop(cli, open, made.drop);
        const line = `${formatCounted(made.tests, 'test')}, ${formatCounted(made.variants, 'variant')}, ${formatCounted(made.winners, 'declared winner')}.`;
        return { json: { ...made, ...imported }, text: `${line}\n${importedText(imported)}` };
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

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Report, ScheduledReport } from '../../../engine/contract/index.ts';
import { formatBytes, formatInstant, formatText } from '../../../engine/serializer/index.ts';
import type { Answer, Cli } from '../cli.ts';
import { withWorkspace } from '../open-workspace.ts';
import { textPairs, textTable } from '../text-table.ts';
import { formatsOf, pagesOf, reportTilesOf, scopeOf } from './report-pages.ts';

const words = z.array(z.string()).optional();
const optionsSchema = z.object({
  out: z.string(),
  pages: z.string().optional(),
  tiles: z.string().optional(),
  formats: z.string().optional(),
  format: z.string().optional(),
  period: z.string().optional(),
  compare: z.string().optional(),
  filter: words,
  option: words,
});

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** The files of a report as lines, and the tiles that could not be read. */
export function reportsText(reports: readonly Report[]): string {
  const rows = reports.map((report) => [report.path, formatBytes(report.bytes), report.sha256]);
  const failed = new Map(reports.flatMap((report) => report.failed.map((tile) => [tile.tile, tile] as const)));
  return [
    textTable([{ title: 'Report' }, { title: 'Size', align: 'right' }, { title: 'SHA-256' }], rows),
    ...[...failed.values()].map(({ tile, code, message }) => `Not read: ${tile}: ${formatText(message)} (${code})`),
  ].join('\n');
}

const runLine = ({ startedAt, outcome, note }: ScheduledReport['runs'][number]): readonly string[] => [
  formatInstant(startedAt),
  outcome ?? 'not finished',
  formatText(note),
];

function scheduleAnswer(scheduled: ScheduledReport): Answer {
  const { schedule, runs } = scheduled;
  const text =
    schedule === null
      ? 'No report is written by itself.'
      : textPairs([
          ['Every day at', schedule.at],
          ['Pages', schedule.pages.join(', ')],
          ['Formats', schedule.formats.join(', ')],
          ['Folder', schedule.folder],
        ]);
  const history =
    runs.length === 0
      ? []
      : ['', textTable([{ title: 'Run' }, { title: 'Outcome' }, { title: 'Note' }], runs.map(runLine))];
  return { json: scheduled, text: [text, ...history].join('\n') };
}

const scheduleSchema = z.object({
  off: z.boolean().optional(),
  at: z.string().optional(),
  pages: z.string().default('exec,finance,growth,journeys'),
  formats: z.string().default('html,xlsx'),
  folder: z.string().optional(),
});

export function registerReport(program: Command, cli: Cli): void {
  program
    .command('report')
    .description('write a report: pages or tiles as HTML, PDF, CSV, Parquet, workbook or pictures')
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--pages <list>', 'exec, finance, growth, journeys, creative, experiments (default: creative)')
    .option('--tiles <list>', 'single tiles, such as executive.cac,growth.trend')
    .option('--formats <list>', 'html, pdf, csv, parquet, xlsx, png (default: html,pdf)')
    .option('--format <list>', 'the same as --formats')
    .option('--period <period>', 'last_28_days and the like, or FROM..TO')
    .option('--compare <period>', 'none, previous, year, or FROM..TO')
    .option('--filter <dimension=values>', 'channel=meta,tiktok; may be given several times', several)
    .option('--option <name=value>', 'metric=cac and the like; may be given several times', several)
    .action((_options: unknown, command: Command) => {
      const { out, pages, tiles, formats, format, ...scope } = optionsSchema.parse(command.opts());
      const request = {
        formats: formatsOf(formats ?? format ?? 'html,pdf'),
        target: resolve(cli.cwd, out),
        scope: scopeOf(scope),
        ...(pages === undefined ? {} : { pages: pagesOf(pages) }),
        ...(tiles === undefined ? {} : { tiles: reportTilesOf(tiles) }),
      };
      return withWorkspace(cli, command, async ({ client }) => {
        const reports = await client.reports.write(request);
        return { json: reports, text: reportsText(reports) };
      });
    });

  program
    .command('schedule')
    .description('the report of every day: show it, set it with --at, end it with --off')
    .option('--at <HH:MM>', 'time of day in the workspace’s zone')
    .option('--pages <list>', 'exec, finance, growth, journeys, creative, experiments')
    .option('--formats <list>', 'html, pdf, csv, parquet, xlsx, png')
    .option('--folder <dir>', 'folder to write to (default: reports/ of the workspace)')
    .option('--off', 'write no report by itself any more')
    .action((_options: unknown, command: Command) => {
      const { off, at, pages, formats, folder } = scheduleSchema.parse(command.opts());
      const schedule =
        at === undefined
          ? null
          : {
              at,
              pages: pagesOf(pages),
              formats: formatsOf(formats),
              ...(folder === undefined ? {} : { folder: resolve(cli.cwd, folder) }),
            };
      return withWorkspace(cli, command, async ({ client }) =>
        scheduleAnswer(
          off === true || schedule !== null
            ? await client.reports.setSchedule({ schedule: off === true ? null : schedule })
            : await client.reports.scheduled(),
        ),
      );
    });
}

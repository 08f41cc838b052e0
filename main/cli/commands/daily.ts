import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Report, SyncStatus } from '../../../engine/contract/index.ts';
import { dropsUnder } from '../../../engine/ingest/drops-under.ts';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { layoutOf } from '../../../engine/workspace/index.ts';
import type { Answer, Cli } from '../cli.ts';
import { must } from '../failure.ts';
import { type Imported, importDrop } from '../import-drop.ts';
import { type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { nightsText, rangeOf, recordNights } from './night-range.ts';
import { statusAnswer } from './sync.ts';

const optional = z.string().optional();
const optionsSchema = z.object({ drops: optional, out: optional, from: optional, to: optional });

/** Every drop that is not in the cache yet. A drop that is refused ends the job: its reason has to be seen. */
async function importNew(cli: Cli, open: OpenWorkspace, folder: string): Promise<readonly Imported[]> {
  const imported: Imported[] = [];
  for (const drop of await dropsUnder(folder)) imported.push(await importDrop(cli, open, drop));
  return imported;
}

async function syncWhereConnected({ client }: OpenWorkspace): Promise<SyncStatus> {
  const status = await client.sync.status();
  const connected = [status.remote, ...status.platforms].some((link) => link.state !== 'not_configured');
  return connected ? client.sync.run() : status;
}

/** HTML always; PDF too where the desktop runtime is there to print it. */
const formatsHere = (cli: Cli): ('html' | 'pdf')[] =>
  cli.environment.GW_ELECTRON === undefined ? ['html'] : ['html', 'pdf'];

/** The report the workspace is set to write every day, once a day; without one, or with a folder given, the creative tests. */
async function writeReports(
  cli: Cli,
  open: OpenWorkspace,
  { out, day }: { readonly out: string | undefined; readonly day: string },
): Promise<readonly Report[]> {
  if (out === undefined) {
    const run = must(await open.workbench.scheduledReports.run({ whenDue: false }));
    if (run.did === 'wrote') return run.reports;
    if (run.why === 'done_already') return [];
  }
  const target = out === undefined ? join(layoutOf(open.folder).reports, day) : resolve(cli.cwd, out);
  return open.client.reports.write({ formats: formatsHere(cli), target });
}

async function daily(cli: Cli, open: OpenWorkspace, command: Command): Promise<Answer> {
  const options = optionsSchema.parse(command.opts());
  const range = rangeOf(options);
  const layout = layoutOf(open.folder);
  const imported = await importNew(cli, open, resolve(cli.cwd, options.drops ?? layout.exports));
  const fresh = imported.filter((drop) => !drop.alreadyLoaded);
  const { tests, summary, dataThrough } = await open.client.creativeTests.list(undefined, { signal: cli.signal });
  const days = must(await open.workbench.experimentDays.write(cli.signal));
  const nights = await recordNights(cli, open, range);
  const sync = await syncWhereConnected(open);
  const reports = await writeReports(cli, open, { out: options.out, day: dataThrough ?? 'no-data' });
  return {
    json: { imported, tests: tests.length, summary, dataThrough, experimentDays: days, nights, sync, reports },
    text: [
      `${formatCounted(fresh.length, 'new drop')} imported, ${imported.length - fresh.length} already there.`,
      `${formatCounted(tests.length, 'test')}: ${formatCounted(summary.winner, 'winner')}.`,
      `${formatCounted(days.rows, 'row')} of sums by day kept, of ${formatCounted(days.experiments, 'experiment')}.`,
      nightsText(nights),
      statusAnswer(sync).text,
      ...(reports.length === 0
        ? ["Today's report is already written."]
        : reports.map((report) => `Report: ${report.path}`)),
    ].join('\n'),
  };
}

export function registerDaily(program: Command, cli: Cli): void {
  program
    .command('daily')
    .description(
      'the daily job: import new drops, refresh the reads, keep the sums of experiments, record the nights of cells, sync where connected, write the report',
    )
    .option('--drops <dir>', 'folder the warehouse writes to (default: exports/ of the workspace)')
    .option('--out <dir>', 'folder for the report (default: reports/ of the workspace)')
    .option('--from <day>', 'first night of the cells to record anew, YYYY-MM-DD (default: the first that is missing)')
    .option('--to <day>', 'last night to record (default: the last day of the data)')
    .action((_options: unknown, command: Command) => withWorkspace(cli, command, (open) => daily(cli, open, command)));
}

import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { WorkspaceStatus } from '../../../engine/contract/index.ts';
import { addDays, type Day, dayIn, newId } from '../../../engine/core/index.ts';
import {
  formatAgo,
  formatCount,
  formatCounted,
  formatDay,
  formatInstant,
  formatMoney,
} from '../../../engine/serializer/index.ts';
import { createWorkspace, layoutOf, readWorkspace } from '../../../engine/workspace/index.ts';
import { sampleFolder } from '../../data-folder.ts';
import { stderrLog } from '../../log.ts';
import { systemClock, systemRandom } from '../../ports.ts';
import { sampleEnd, writeSampleHistory } from '../../sample-history.ts';
import type { Answer, Cli } from '../cli.ts';
import { must } from '../failure.ts';
import { importDrop } from '../import-drop.ts';
import { globalsOf, type OpenWorkspace, withFolder, withWorkspace } from '../open-workspace.ts';
import { progressLine } from '../progress-line.ts';
import { textPairs, textTable } from '../text-table.ts';
import { workspaceOf } from '../workspace-folder.ts';
import { recordNights } from './night-range.ts';

/** Makes the same sample on every machine; only its last day follows the calendar. */
const SAMPLE_SEED = 20_240_601;
const SAMPLE = { name: 'Balance (sample)', sample: true, zone: 'Europe/Berlin', currency: 'EUR' } as const;

const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const initSchema = z.object({ name: z.string(), zone: z.string(), currency: z.string() });

async function create(folder: string, input: { name: string; sample: boolean; zone: string; currency: string }) {
  return must(await createWorkspace(folder, { id: newId(systemClock, systemRandom), ...input }));
}

const statusText = (status: WorkspaceStatus): string =>
  [
    textPairs([
      ['Workspace', status.name],
      ['Days are counted in', status.zone],
      ['Creative tests', formatCount(status.counts.creativeTests)],
      ['Approvals waiting', formatCount(status.counts.approvalsWaiting)],
      ['Actions waiting', formatCount(status.counts.actionsWaiting)],
      ['Dead letters', formatCount(status.counts.deadLetters)],
      ['Cap a day', formatMoney(status.caps.perDay)],
      ['Two approvers above', formatMoney(status.caps.twoApproversAbove)],
    ]),
    '',
    textTable(
      [
        { title: 'Dataset' },
        { title: 'Freshness' },
        { title: 'Data through' },
        { title: 'Loaded' },
        { title: 'Due' },
        { title: 'Rows', align: 'right' },
        { title: 'Quarantined', align: 'right' },
      ],
      status.datasets.map((dataset) => [
        dataset.dataset,
        dataset.state,
        formatDay(dataset.dataThrough),
        formatAgo(dataset.loadedAt, systemClock.now()),
        formatInstant(dataset.dueAt, status.zone),
        formatCount(dataset.rows),
        formatCount(dataset.quarantined),
      ]),
    ),
  ].join('\n');

/** A warehouse exports whole days: yesterday is the last one. */
const sampleThrough = (): Day => addDays(dayIn(systemClock.millis(), SAMPLE.zone), -1);

/** Writes the sample's export drops with data to a day and imports them like any others. */
async function fillSample(cli: Cli, open: OpenWorkspace, through: Day): Promise<Answer> {
  const line = progressLine(cli);
  const made = must(
    await open.workbench.cache.makeSample(
      { exportsDir: layoutOf(open.folder).exports, seed: SAMPLE_SEED, through },
      { signal: cli.signal, onProgress: line.show },
    ),
  );
  line.done();
  // In this order: later drops restate days of earlier ones.
  for (const [index, drop] of made.drops.entries()) {
    await importDrop(cli, open, drop, `${basename(drop)}, drop ${index + 1} of ${made.drops.length}`);
  }
  const nights = await recordNights(cli, open, {});
  return {
    json: { workspace: open.folder, drops: made.drops, rows: made.rows, nights },
    text: `Sample workspace at ${open.folder}: ${formatCounted(made.drops.length, 'drop')}, ${formatCount(made.rows)} rows.`,
  };
}

/** A sample that is already there is left as it is; one that was interrupted while it was filled is filled. */
async function sample(cli: Cli, folder: string, command: Command): Promise<void> {
  const there = await readWorkspace(folder);
  if (!there.ok && there.error.code === 'WORKSPACE_MISSING') await create(folder, SAMPLE);
  if (!existsSync(layoutOf(folder).journal)) {
    const log = stderrLog((line) => cli.err(`${line}\n`));
    must(await writeSampleHistory(folder, sampleThrough(), { clock: systemClock, log }));
  }
  await withFolder(cli, command, folder, async (open) => {
    const { datasets } = await open.client.workspace.status();
    const empty = datasets.filter(({ loadedAt }) => loadedAt === null).length;
    const unfinished = there.ok && there.value.sample && empty > 0;
    if (unfinished || empty === datasets.length)
      return fillSample(cli, open, (await sampleEnd(folder)) ?? sampleThrough());
    return { json: { workspace: folder, drops: [], rows: 0 }, text: `The sample workspace is at ${folder}.` };
  });
}

export function registerWorkspace(program: Command, cli: Cli): void {
  program
    .command('init')
    .description('create a workspace')
    .argument('[dir]', 'folder (default: --workspace, GW_WORKSPACE or the current folder)')
    .option('--name <name>', 'what it is called', 'My workspace')
    .option('--zone <zone>', 'IANA zone in which days are counted', systemZone())
    .option('--currency <code>', 'ISO 4217 code', 'USD')
    .action(async (dir: string | undefined, _options: unknown, command: Command) => {
      const folder = dir === undefined ? workspaceFor(cli, command) : resolve(cli.cwd, dir);
      const { name, zone, currency } = initSchema.parse(command.opts());
      await create(folder, { name, zone, currency, sample: false });
      await withFolder(cli, command, folder, async ({ client }) => ({
        json: { workspace: folder, status: await client.workspace.status() },
        text: `Created "${name}" at ${folder}. Add a member next: gw --workspace ${folder} member add`,
      }));
    });

  program
    .command('sample')
    .description('create the sample workspace, filled with seeded data; leaves an existing one as it is')
    .argument('[dir]', 'folder (default: your own data folder)')
    .action((dir: string | undefined, _options: unknown, command: Command) =>
      sample(cli, dir === undefined ? sampleFolder(cli.environment, process.platform) : resolve(cli.cwd, dir), command),
    );

  program
    .command('status')
    .description('workspace, data freshness and what waits')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => {
        const status = await client.workspace.status();
        return { json: status, text: statusText(status) };
      }),
    );
}

const workspaceFor = (cli: Cli, command: Command): string => workspaceOf(cli, globalsOf(command).workspace);

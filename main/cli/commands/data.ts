import { resolve } from 'node:path';
import type { Command } from 'commander';
import { formatCount, formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { layoutOf } from '../../../engine/workspace/index.ts';
import type { Cli } from '../cli.ts';
import { must } from '../failure.ts';
import { importDrop } from '../import-drop.ts';
import { withWorkspace } from '../open-workspace.ts';
import { progressLine } from '../progress-line.ts';
import { textTable } from '../text-table.ts';

export function registerData(program: Command, cli: Cli): void {
  program
    .command('import')
    .description('import an export drop: all of it or nothing')
    .argument('<drop>', 'folder with a manifest.json')
    .action((drop: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, async (open) => {
        const imported = await importDrop(cli, open, resolve(cli.cwd, drop));
        const { load, alreadyLoaded } = imported;
        const kept =
          load.quarantined === 0 ? '' : ` ${formatCount(load.quarantined)} rows are in quarantine ("gw loads").`;
        const line = alreadyLoaded
          ? `Already loaded: ${load.dataset}, snapshot ${load.snapshotId}.`
          : `Loaded ${formatCount(load.rows)} rows of ${load.dataset}, data through ${formatDay(load.dataThrough)}.${kept}`;
        return { json: imported, text: line };
      }),
    );

  program
    .command('loads')
    .description('loads, newest first, with what each kept out')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => {
        const loads = await client.loads.list();
        const withReasons = await Promise.all(
          loads.map(async (load) => ({
            load,
            quarantine: load.quarantined === 0 ? [] : await client.loads.quarantine({ id: load.id }),
          })),
        );
        const columns = [
          { title: 'Load' },
          { title: 'Dataset' },
          { title: 'Data through' },
          { title: 'Rows', align: 'right' },
          { title: 'Quarantined', align: 'right' },
          { title: 'Why' },
        ] as const;
        const rows = withReasons.map(({ load, quarantine }) => [
          load.id,
          load.dataset,
          formatDay(load.dataThrough),
          formatCount(load.rows),
          formatCount(load.quarantined),
          quarantine.map((reason) => `${reason.reason} (${formatCount(reason.rows)})`).join('; '),
        ]);
        return { json: withReasons, text: textTable(columns, rows) };
      }),
    );

  program
    .command('rebuild')
    .description('build the cache anew from exports/; approvals and the journal are not touched')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ workbench, folder }) => {
        const line = progressLine(cli);
        const { exports: exportsDir } = layoutOf(folder);
        const rebuilt = must(
          await workbench.cache.rebuild({ exportsDir }, { signal: cli.signal, onProgress: line.show }),
        );
        must(await workbench.recordLoads());
        line.done();
        const text = `Rebuilt the cache: ${formatCounted(rebuilt.loads, 'load')}, ${formatCount(rebuilt.rows)} rows.`;
        return { json: rebuilt, text };
      }),
    );
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { formatCount, formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { layoutOf } from '../../../engine/workspace/index.ts';
import type { Answer, Cli } from '../cli.ts';
import { must, WrongUsage } from '../failure.ts';
import { type Imported, importDrop, importedText } from '../import-drop.ts';
import { type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { progressLine } from '../progress-line.ts';
import { textTable } from '../text-table.ts';

const importOptions = z.object({
  dataset: z.string().optional(),
  watch: z.union([z.literal(true), z.string()]).optional(),
});
const pullOptions = z.object({
  dataset: z.string(),
  query: z.string().optional(),
  queryFile: z.string().optional(),
});

/** The text of a query file. @throws WrongUsage when it can not be read. */
async function queryIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    throw new WrongUsage(`${file} can not be read (${thrown instanceof Error ? thrown.message : 'unknown'}).`);
  }
}

/** Imports what comes until Ctrl-C, saying each drop as it is done; then the sum of it. */
async function watchExports(cli: Cli, open: OpenWorkspace, folder: string | undefined): Promise<Answer> {
  const watched = folder === undefined ? layoutOf(open.folder).exports : resolve(cli.cwd, folder);
  const imported: Imported[] = [];
  const failed: { readonly path: string; readonly code: string }[] = [];
  cli.err(`Watching ${watched}. Ctrl-C ends it.\n`);
  await open.workbench.imports.watch(
    watched,
    (event) => {
      if (event.kind === 'imported') {
        imported.push(event.imported);
        cli.err(`${importedText(event.imported)}\n`);
      } else {
        const { code, message, next } = event.error;
        failed.push({ path: event.path, code });
        cli.err(`${event.path}: ${message} ${next} (${code})\n`);
      }
    },
    cli.signal,
  );
  const fresh = imported.filter(({ alreadyLoaded }) => !alreadyLoaded).length;
  const text = `${formatCounted(fresh, 'new drop')} imported, ${imported.length - fresh} already there, ${failed.length} not imported.`;
  return { json: { imported, failed }, text };
}

export function registerData(program: Command, cli: Cli): void {
  program
    .command('import')
    .description('import an export drop: all of it or nothing')
    .argument('[drop]', 'folder of a drop: ours, or one of Redshift, Spark or BigQuery')
    .option('--dataset <name>', 'what a foreign drop brings, where its name does not say it')
    .option('--watch [folder]', 'import every drop that comes to lie below a folder (default: exports/), until Ctrl-C')
    .action((drop: string | undefined, _options: unknown, command: Command) => {
      const { dataset, watch } = importOptions.parse(command.opts());
      if ((drop === undefined) === (watch === undefined)) throw new WrongUsage('Name a drop, or a folder to --watch.');
      return withWorkspace(cli, command, async (open) => {
        if (drop === undefined) return watchExports(cli, open, watch === true ? undefined : watch);
        const imported = await importDrop(cli, open, resolve(cli.cwd, drop), dataset);
        return { json: imported, text: importedText(imported) };
      });
    });

  program
    .command('pull')
    .description('pull the rows of a query from the Postgres warehouse at WAREHOUSE_URL, and import them')
    .requiredOption('--dataset <name>', 'dataset the query gives the columns of')
    .option('--query <sql>', 'one SELECT')
    .option('--query-file <file>', 'file that holds it')
    .action((_options: unknown, command: Command) => {
      const { dataset, query, queryFile } = pullOptions.parse(command.opts());
      if ((query === undefined) === (queryFile === undefined)) throw new WrongUsage('Give --query or --query-file.');
      return withWorkspace(cli, command, async (open) => {
        const sql = query ?? (await queryIn(resolve(cli.cwd, queryFile ?? '')));
        const line = progressLine(cli);
        const onRows = (rows: number) =>
          line.show({ phase: 'pulling', fraction: null, message: `Pulling ${formatCount(rows)} rows` });
        const pulled = must(await open.workbench.imports.pull({ dataset, query: sql, signal: cli.signal, onRows }));
        line.done();
        const imported = await importDrop(cli, open, pulled.path);
        return { json: { pulled, ...imported }, text: importedText(imported) };
      });
    });

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
        const text = [
          `Rebuilt the cache: ${formatCounted(rebuilt.loads, 'load')}, ${formatCount(rebuilt.rows)} rows.`,
          ...rebuilt.passedOver.map((path) => `Left out, as its contract is no longer known: ${path}`),
        ];
        return { json: rebuilt, text: text.join('\n') };
      }),
    );
}

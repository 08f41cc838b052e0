import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { formatBytes } from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { WrongUsage } from '../failure.ts';
import { withWorkspace } from '../open-workspace.ts';
import { textTable } from '../text-table.ts';

const formatsSchema = z.array(z.enum(['html', 'pdf'])).min(1);
const optionsSchema = z.object({ out: z.string(), format: z.string() });

export function registerReport(program: Command, cli: Cli): void {
  program
    .command('report')
    .description('write the report: a self-contained HTML page and a PDF')
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--format <list>', 'html, pdf or both', 'html,pdf')
    .action((_options: unknown, command: Command) => {
      const { out, format } = optionsSchema.parse(command.opts());
      const formats = formatsSchema.safeParse(format.split(',').map((name) => name.trim()));
      if (!formats.success) throw new WrongUsage(`"${format}" is not a list of html and pdf`);
      return withWorkspace(cli, command, async ({ client }) => {
        const reports = await client.reports.write({ formats: formats.data, target: resolve(cli.cwd, out) });
        const rows = reports.map((report) => [report.path, formatBytes(report.bytes), report.sha256]);
        return {
          json: reports,
          text: textTable([{ title: 'Report' }, { title: 'Size', align: 'right' }, { title: 'SHA-256' }], rows),
        };
      });
    });
}

import type { Command } from 'commander';
import { z } from 'zod';
import type { AuditVerification } from '../../../engine/contract/index.ts';
import { formatCount, formatInstant } from '../../../engine/serializer/index.ts';
import { layoutOf } from '../../../engine/workspace/index.ts';
import { verifyFiles } from '../../services/audit.ts';
import type { Answer, Cli } from '../cli.ts';
import { Failure, WrongUsage } from '../failure.ts';
import { globalsOf, print, withWorkspace } from '../open-workspace.ts';
import { textPairs, textTable } from '../text-table.ts';
import { workspaceOf } from '../workspace-folder.ts';

const listSchema = z.object({
  limit: z.coerce.number().int().min(1).max(500),
  before: z.coerce.number().int().optional(),
});

const verificationText = (verification: AuditVerification): string =>
  [
    verification.passed ? '✓ The chain is whole.' : `✕ ${verification.problem?.message ?? 'The chain is broken.'}`,
    textPairs([
      ['Entries', formatCount(verification.entries)],
      ['Head', verification.head ?? 'none'],
      ['Checkpoints here', formatCount(verification.checkpoints.local)],
      ['Checkpoints in production', formatCount(verification.checkpoints.remote)],
    ]),
  ].join('\n');

const verdict = (verification: AuditVerification): Answer => ({
  json: verification,
  text: verificationText(verification),
  failed: !verification.passed,
});

export function registerAudit(program: Command, cli: Cli): void {
  const audit = program.command('audit').description('what happened, and whether the record of it is whole');

  audit
    .command('list')
    .description('audit entries, newest first')
    .option('--limit <n>', 'how many', '100')
    .option('--before <seq>', 'only entries before this one')
    .action((_options: unknown, command: Command) => {
      const options = listSchema.safeParse(command.opts());
      if (!options.success) throw new WrongUsage('--limit is a whole number from 1 to 500, --before a whole number');
      const { limit, before } = options.data;
      return withWorkspace(cli, command, async ({ client }) => {
        const entries = await client.audit.list({ limit, ...(before === undefined ? {} : { before }) });
        const columns = [
          { title: 'Seq', align: 'right' },
          { title: 'At' },
          { title: 'By' },
          { title: 'What' },
        ] as const;
        const rows = entries.map((entry) => [
          formatCount(entry.seq),
          formatInstant(entry.at),
          entry.actor,
          entry.summary,
        ]);
        return { json: entries, text: textTable(columns, rows) };
      });
    });

  audit
    .command('verify')
    .description('verify the chain; exit 1 when it is broken')
    .action(async (_options: unknown, command: Command) => {
      try {
        await withWorkspace(cli, command, async ({ client }) => verdict(await client.audit.verify()));
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.error.code !== 'JOURNAL_CORRUPT') throw thrown;
        // A journal that can not be opened is just what this command is asked about.
        const layout = layoutOf(workspaceOf(cli, globalsOf(command).workspace));
        const files = { spine: null, witnesses: [], remoteCheckpoints: null };
        const verification = await verifyFiles(layout, files);
        // Files alone may look whole where the program that opened them knew better.
        if (verification.passed) throw thrown;
        print(cli, command, verdict(verification));
      }
    });
}

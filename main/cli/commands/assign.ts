import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { appError } from '../../../engine/core/index.ts';
import { answerCases, type CaseAnswer, caseGroups } from '../../../engine/experiments/index.ts';
import { formatCount } from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { Failure } from '../failure.ts';
import { readJson } from '../json-file.ts';
import { print } from '../open-workspace.ts';
import { textTable } from '../text-table.ts';

const optionsSchema = z.object({ cases: z.string() });

/** The groups of a case file. @throws Failure */
async function readCases(path: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const groups = caseGroups(await readJson(path));
  if (groups === null) throw new Failure(appError('CASES_INVALID', { file: path }));
  return groups;
}

function casesText(results: readonly CaseAnswer[]): string {
  const rows = [...new Set(results.map(({ group }) => group))].map((name) => {
    const answers = results.filter(({ group }) => group === name);
    const unread = answers.filter(({ error }) => error !== undefined);
    return [name, formatCount(answers.length), formatCount(unread.length)];
  });
  const columns = [
    { title: 'Group' },
    { title: 'Cases', align: 'right' },
    { title: 'Not readable', align: 'right' },
  ] as const;
  return `${textTable(columns, rows)}\n\nThe answers are in the JSON of this command (--json).`;
}

export function registerAssign(program: Command, cli: Cli): void {
  program
    .command('assign')
    .description('assign the units of a case file to variations, as the product would')
    .requiredOption('--cases <file>', 'JSON file with groups of cases, as the kits of GrowthBook share them')
    .action(async (_options: unknown, command: Command) => {
      const { cases } = optionsSchema.parse(command.opts());
      const results = answerCases(await readCases(resolve(cli.cwd, cases)));
      const failed = results.some(({ error }) => error !== undefined);
      print(cli, command, { json: { results }, text: casesText(results), failed });
    });
}

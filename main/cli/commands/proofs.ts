import type { Command } from 'commander';
import { z } from 'zod';
import type { Proof, ProofRun } from '../../../engine/contract/index.ts';
import {
  formatCount,
  formatDay,
  formatDuration,
  formatInstant,
  formatText,
  formatValue,
} from '../../../engine/serializer/index.ts';
import type { Answer, Cli } from '../cli.ts';
import { type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { textPairs, textTable } from '../text-table.ts';

const SOURCE_COLUMNS = [
  { title: 'Dataset' },
  { title: 'Rows', align: 'right' },
  { title: 'Data through' },
  { title: 'Loaded' },
  { title: 'Freshness' },
] as const;

const sourcesText = (sources: Proof['sources']): string =>
  textTable(
    SOURCE_COLUMNS,
    sources.map((source) => [
      source.dataset,
      formatCount(source.rowsRead),
      formatDay(source.dataThrough),
      formatInstant(source.loadedAt),
      source.freshness,
    ]),
  );

const proofText = (proof: Proof): string =>
  [
    `${proof.label}: ${formatValue(proof.value)}`,
    '',
    textPairs([
      ['Proof', proof.id],
      ['Of', proof.ref],
      ['Method', `${proof.method.name} ${proof.method.version}`],
      ['Seed', proof.method.seed === null ? 'uses no randomness' : formatText(proof.method.seed)],
      ...proof.method.parameters.map(({ name, value }) => [name, value] as const),
      ['Reference', proof.method.reference],
      ['Computed', formatInstant(proof.computedAt)],
    ]),
    '',
    sourcesText(proof.sources),
    '',
    proof.query.sql.trim(),
    ...proof.query.params.map(({ name, value }) => `-- $${name} = ${formatText(value)}`),
    ...proof.caveats.map((caveat) => `Note: ${caveat}`),
  ].join('\n');

const runText = (run: ProofRun): string =>
  [
    run.explanation,
    textPairs([
      ['Was', formatValue(run.was)],
      ['Now', formatValue(run.now)],
      ['Took', formatDuration(run.elapsedMs)],
    ]),
  ].join('\n');

async function showProof({ client }: OpenWorkspace, ref: string): Promise<Answer> {
  const proof = await (/^pf_[0-9a-f]{32}$/.test(ref) ? client.proofs.get({ id: ref }) : client.proofs.open({ ref }));
  return { json: proof, text: proofText(proof) };
}

async function runProof({ client }: OpenWorkspace, id: string): Promise<Answer> {
  const run = await client.proofs.run({ id });
  return { json: run, text: runText(run) };
}

async function csvOf({ client }: OpenWorkspace, id: string): Promise<Answer> {
  const rows = await client.proofs.csv({ id });
  return { json: rows, text: rows.csv.trimEnd() };
}

const ACTIONS = z.enum(['run', 'csv']);

export function registerProofs(program: Command, cli: Cli): void {
  program
    .command('proof')
    .description('the proof of a number: gw proof REF, gw proof ID, gw proof run ID, gw proof csv ID')
    .argument('<ref-or-action>', 'creative.p_best/TEST/VARIANT, a proof id, "run" or "csv"')
    .argument('[id]', 'proof id, after "run" or "csv"')
    .action(async (first: string, id: string | undefined, _options: unknown, command: Command) => {
      const action = ACTIONS.safeParse(first);
      if (action.success && id === undefined) command.error(`missing required argument 'id' after "${first}"`);
      if (!action.success && id !== undefined) command.error(`too many arguments after "${first}"`);
      await withWorkspace(cli, command, (open) => {
        if (!action.success || id === undefined) return showProof(open, first);
        return action.data === 'run' ? runProof(open, id) : csvOf(open, id);
      });
    });
}

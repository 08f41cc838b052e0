import type { Command } from 'commander';
import { z } from 'zod';
import type { ProposalView } from '../../../engine/contract/index.ts';
import { isUuid, type Uuid } from '../../../engine/core/index.ts';
import { formatInstant, formatStake, formatText } from '../../../engine/serializer/index.ts';
import { amountOf } from '../amount.ts';
import type { Answer, Cli } from '../cli.ts';
import { WrongUsage } from '../failure.ts';
import { globalsOf, type OpenWorkspace, withWorkspace } from '../open-workspace.ts';
import { passphraseFor } from '../passphrase.ts';
import { textPairs, textTable } from '../text-table.ts';

/** A UUID given on the command line. @throws WrongUsage */
export function uuidOf(text: string): Uuid {
  if (isUuid(text)) return text;
  throw new WrongUsage(`"${text}" is not an id`);
}

const SIGNS = { pass: '✓', warn: '!', block: '✕', unknown: '?' } as const;

const proposalText = (view: ProposalView): string => {
  const { proposal } = view;
  return [
    `${proposal.title} (${view.state.replaceAll('_', ' ')})`,
    textPairs([
      ['Proposal', proposal.id],
      ['Proposed by', `${view.proposerName}, ${formatInstant(proposal.createdAt)}`],
      ['Expires', formatInstant(proposal.expiresAt)],
      ['At stake', formatStake(proposal.stakePerDay)],
      ['Undo', proposal.compensation],
      ['Expected', proposal.expectedEffect?.sentence ?? 'not estimated'],
      ['Approvals', `${view.approvals.length} of ${proposal.approvalsNeeded}`],
      ...view.approvals.map(
        ({ approverName, approval }) =>
          ['Approved by', `${approverName}, ${formatInstant(approval.approvedAt)}`] as const,
      ),
      ['Fingerprint', proposal.fingerprint],
      ['Action', view.actionId === null ? 'none yet' : `${view.actionId} (${formatText(view.actionState)})`],
    ]),
    '',
    textTable(
      [{ title: 'Change' }, { title: 'Before' }, { title: 'After' }],
      proposal.diff.map((line) => [line.label, line.before, line.after]),
    ),
    '',
    ...proposal.guardrails.map((rail) => `${SIGNS[rail.outcome]} ${rail.title}: ${rail.evidence}`),
    ...proposal.dryRun.checks.map((check) => `${check.passed ? '✓' : '✕'} ${check.name}: ${check.note}`),
  ].join('\n');
};

/** A proposal as the command line answers with it. */
export const proposalAnswer = (view: ProposalView): Answer => ({ json: view, text: proposalText(view) });

const promoteSchema = z.object({
  budget: z.string(),
  link: z.string(),
  country: z.array(z.string()).min(1),
  financial: z.boolean().optional(),
});

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, ...value.split(',')];

async function promote(open: OpenWorkspace, testId: string, variantId: string, command: Command): Promise<Answer> {
  const options = promoteSchema.parse(command.opts());
  const { currency } = await open.client.workspace.status();
  const dailyBudget = amountOf(options.budget, currency);
  await open.signIn();
  return proposalAnswer(
    await open.client.creative.enqueue({
      testId,
      variantId,
      dailyBudget,
      link: options.link,
      countries: options.country.map((country) => country.trim().toUpperCase()),
      financialProduct: options.financial ?? false,
    }),
  );
}

const approveSchema = z.object({ fingerprint: z.string().optional() });

async function approve(cli: Cli, open: OpenWorkspace, id: Uuid, command: Command): Promise<Answer> {
  const { as: name, passphraseFile } = globalsOf(command);
  const passphrase = (await open.signIn()) ?? (await passphraseFor(cli, name ?? 'the approver', passphraseFile));
  const reviewed = approveSchema.parse(command.opts()).fingerprint;
  const fingerprint = reviewed ?? (await open.client.approvals.get({ id })).proposal.fingerprint;
  return proposalAnswer(
    await open.client.approvals.decide({ id, decision: { kind: 'approve', fingerprint, passphrase } }),
  );
}

const reasonSchema = z.object({ reason: z.string() });

const DECISIONS = [
  { name: 'reject', kind: 'reject', description: 'reject a proposal, with a reason' },
  { name: 'request-changes', kind: 'request_changes', description: 'send a proposal back, with a reason' },
  { name: 'withdraw', kind: 'withdraw', description: 'take your own proposal back, with a reason' },
] as const;

export function registerProposals(program: Command, cli: Cli): void {
  program
    .command('promote')
    .description('propose to publish a variant')
    .argument('<testId>')
    .argument('<variantId>')
    .requiredOption('--budget <amount>', 'budget a day in the currency of the workspace, such as 400')
    .requiredOption('--link <url>', 'where the ad leads, https only')
    .requiredOption('--country <code>', 'country to show it in, such as US; may be repeated', collect, [])
    .option('--financial', 'it is a financial product (special ad category)')
    .action((testId: string, variantId: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, (open) => promote(open, testId, variantId, command)),
    );

  program
    .command('approvals')
    .description('proposals, newest first')
    .action((_options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => {
        const views = await client.approvals.list();
        const rows = views.map((view) => [
          view.proposal.id,
          view.proposal.title,
          view.proposerName,
          formatStake(view.proposal.stakePerDay),
          `${view.approvals.length} of ${view.proposal.approvalsNeeded}`,
          view.state.replaceAll('_', ' '),
        ]);
        const columns = [
          { title: 'Proposal' },
          { title: 'Title' },
          { title: 'By' },
          { title: 'At stake', align: 'right' },
          { title: 'Approvals' },
          { title: 'State' },
        ] as const;
        return { json: views, text: textTable(columns, rows) };
      }),
    );

  program
    .command('approval')
    .description('one proposal: plan, guardrails, approvals')
    .argument('<id>')
    .action((id: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, async ({ client }) => proposalAnswer(await client.approvals.get({ id: uuidOf(id) }))),
    );

  program
    .command('approve')
    .description('approve and sign a proposal')
    .argument('<id>')
    .option('--fingerprint <sha256>', 'the fingerprint you reviewed; refused when the proposal is another one now')
    .action((id: string, _options: unknown, command: Command) =>
      withWorkspace(cli, command, (open) => approve(cli, open, uuidOf(id), command)),
    );

  for (const { name, kind, description } of DECISIONS)
    program
      .command(name)
      .description(description)
      .argument('<id>')
      .requiredOption('--reason <text>', 'one sentence that the other side can read')
      .action((id: string, _options: unknown, command: Command) =>
        withWorkspace(cli, command, async (open) => {
          const { reason } = reasonSchema.parse(command.opts());
          await open.signIn();
          return proposalAnswer(await open.client.approvals.decide({ id: uuidOf(id), decision: { kind, reason } }));
        }),
      );
}

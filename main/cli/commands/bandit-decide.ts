import type { Command } from 'commander';
import { z } from 'zod';
import type { BanditDecideInput, BanditDecision, BanditRead, ProposalView } from '../../../engine/contract/index.ts';
import { formatDay, formatText } from '../../../engine/serializer/index.ts';
import type { Answer, Cli } from '../cli.ts';
import { WrongUsage } from '../failure.ts';
import { withWorkspace } from '../open-workspace.ts';
import { textPairs } from '../text-table.ts';
import { proposalAnswer } from './proposals.ts';

const DECISIONS = ['promote', 'kill', 'keep'] as const;
const optionsSchema = z.object({
  ...{ promote: z.boolean().optional(), kill: z.boolean().optional(), keep: z.boolean().optional() },
  reason: z.string(),
});

/** The one that was asked for. @throws WrongUsage */
function decisionOf(given: z.infer<typeof optionsSchema>): BanditDecideInput['decision'] {
  const [decision, ...more] = DECISIONS.filter((name) => given[name] === true);
  if (decision === undefined || more.length > 0) throw new WrongUsage('give one of --promote, --kill and --keep');
  return decision;
}

/** The id of an arm that is named by it, or by the name it is shown with where only one has that. */
export function armNamed({ arms }: Pick<BanditRead, 'arms'>, name: string): string {
  if (arms.some(({ arm }) => arm === name)) return name;
  const [found, ...more] = arms.filter(({ label }) => label === name);
  return found === undefined || more.length > 0 ? name : found.arm;
}

/** A keep is done with; of a promotion or a kill the proposal is shown, as somebody has to approve it. */
function decidedAnswer(decision: BanditDecision, proposal: ProposalView | null): Answer {
  const json = { decision, proposal };
  if (proposal !== null) return { json, text: proposalAnswer(proposal).text };
  const lines = [
    ['Arm', formatText(decision.arm)],
    ['Cell', decision.cell],
    ['By', formatText(decision.by)],
    ['Data', `through ${formatDay(decision.dataThrough)}`],
    ['Reason', formatText(decision.reason)],
  ] as const;
  return { json, text: ['Kept as it is', textPairs(lines)].join('\n') };
}

/** `gw bandit decide`: promote, kill or keep an arm of a cell. */
export function registerBanditDecide(bandit: Command, cli: Cli): void {
  bandit
    .command('decide')
    .description('propose to promote or kill an arm of a cell, or keep it as it is')
    .argument('<cell>')
    .argument('<arm>', 'its name, or its id')
    .option('--promote', 'it gets all the traffic and the other arms end; someone else approves it')
    .option('--kill', 'it gets no more traffic; someone else approves it')
    .option('--keep', 'it was looked at and stays as it is')
    .requiredOption('--reason <text>', 'why')
    .action((cell: string, arm: string, _options: unknown, command: Command) => {
      const options = optionsSchema.parse(command.opts());
      const decision = decisionOf(options);
      return withWorkspace(cli, command, async (opened) => {
        await opened.signIn();
        const { read } = await opened.client.bandits.read({ key: cell }, { signal: cli.signal });
        const input = { cell, arm: armNamed(read, arm), decision, reason: options.reason };
        const decided = await opened.client.bandits.decide(input);
        return decidedAnswer(decided.decision, decided.proposal);
      });
    });
}

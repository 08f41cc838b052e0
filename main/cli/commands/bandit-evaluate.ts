import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  evaluatePolicy,
  matched,
  type OffPolicyRead,
  type OwnRead,
  ownRead,
  policyOf,
  readLogs,
  readPolicy,
} from '../../../engine/bandits/index.ts';
import { formatCount, formatNumber, formatRate } from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { must, WrongUsage } from '../failure.ts';
import { print } from '../open-workspace.ts';

const number = z.coerce.number();
const optionsSchema = z.object({
  logs: z.string(),
  policy: z.string().optional(),
  target: z.string().optional(),
  contexts: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .optional(),
  level: number.gt(0).lt(1).default(0.95),
  interval: z.enum(['normal', 'bernstein', 'bootstrap']).default('normal'),
  clip: number.positive().optional(),
  threshold: number.nonnegative().optional(),
  seed: number.int().nonnegative().default(1),
});
type Options = z.infer<typeof optionsSchema>;

/** @throws WrongUsage */
function optionsOf(command: Command): Options {
  const parsed = optionsSchema.safeParse(command.opts());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new WrongUsage(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
  }
  if ((parsed.data.policy === undefined) === (parsed.data.target === undefined))
    throw new WrongUsage('Give either --policy or --target.');
  return parsed.data;
}

/** An estimate beside what the policy brought itself. */
function comparedWith(own: OwnRead, { estimates }: OffPolicyRead) {
  return estimates.map(({ name, value, interval: [low, high] }) => ({
    name,
    error: value - own.value,
    relativeError: own.value === 0 ? null : (value - own.value) / own.value,
    intervalHolds: low <= own.value && own.value <= high,
  }));
}

const rate = (value: number): string => formatRate(value);
const span = ([low, high]: readonly [number, number]): string => `${rate(low)} to ${rate(high)}`;

function readText({ estimates, logged, overlap, caveats, canTell }: OffPolicyRead, own: OwnRead | null): string {
  return [
    ...(canTell ? [] : ["Can't tell yet."]),
    `Logged policy: ${rate(logged.value)} a round (${span(logged.interval)}), ${formatCount(overlap.rounds)} rounds.`,
    ...estimates.map(({ name, value, interval }) => `${name}: ${rate(value)} (${span(interval)})`),
    ...(own === null ? [] : [`Itself: ${rate(own.value)} (${span(own.interval)}), ${formatCount(own.rounds)} rounds.`]),
    `The logs count for ${formatCount(Math.round(overlap.effectiveRounds))} rounds of this policy; largest weight ${formatNumber(overlap.maxWeight)}.`,
    ...caveats.map(({ text }) => text),
  ].join('\n');
}

export function registerEvaluate(bandit: Command, cli: Cli): void {
  bandit
    .command('evaluate')
    .description('what another policy would have brought, from logs with the chances of their policy')
    .requiredOption('--logs <file>', 'CSV or Parquet: item_id, position (may be missing), click, propensity_score')
    .option('--policy <file>', 'CSV or Parquet: item_id, position (may be missing), probability')
    .option('--target <file>', 'logs of the policy asked about: its mean shares, and what it brought itself')
    .option('--contexts <columns>', 'columns of numbers for the reward model, separated by commas')
    .option('--level <share>', 'of the intervals (default: 0.95)')
    .option('--interval <kind>', 'normal, bernstein or bootstrap (default: normal)')
    .option('--clip <weight>', 'cut larger weights to it')
    .option('--threshold <weight>', 'of switch-DR (default: chosen from the logs)')
    .option('--seed <number>', 'of the resamples (default: 1)')
    .action(async (_options: unknown, command: Command) => {
      const options = optionsOf(command);
      const at = (file: string) => resolve(cli.cwd, file);
      const logs = must(await readLogs(at(options.logs), options.contexts));
      const targetLogs = options.target === undefined ? null : must(await readLogs(at(options.target)));
      const policy = targetLogs === null ? must(await readPolicy(at(options.policy ?? ''))) : policyOf(targetLogs);
      const { rounds, target } = must(matched(logs, policy));
      const { level, interval, seed, clip, threshold } = options;
      const read = must(
        evaluatePolicy(rounds, target, {
          level,
          interval,
          seed,
          ...(clip === undefined ? {} : { clip }),
          ...(threshold === undefined ? {} : { threshold }),
        }),
      );
      const own = targetLogs === null ? null : ownRead(targetLogs, level);
      const against = own === null ? null : { ...own, against: comparedWith(own, read) };
      print(cli, command, { json: { ...read, own: against }, text: readText(read, own) });
    });
}

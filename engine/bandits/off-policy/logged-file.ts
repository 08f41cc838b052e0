import { appError, err, ok, type Result } from '../../core/index.ts';
import { type FileColumns, readColumns } from './log-file.ts';
import { ANYWHERE, checkedShares, type PolicyShares, sharesTaken, tabulated } from './policy-shares.ts';
import type { LoggedRounds, TargetPolicy } from './rounds.ts';
import { type Interval, type MeanRead, meanRead, normalInterval } from './spread.ts';

/** Logs as read from a file. */
export interface LogFile {
  readonly columns: FileColumns;
  readonly rewards: Float64Array;
  readonly propensities: Float64Array;
  readonly contexts: readonly Float64Array[];
}

/** Reads a file of logs: item_id, position (may be missing), click, propensity_score. Errors: as `readColumns`. */
export async function readLogs(
  file: string,
  contexts: readonly string[] = [],
  signal?: AbortSignal,
): Promise<Result<LogFile>> {
  const read = await readColumns({ file, numbers: ['reward', 'propensity'], contexts }, signal);
  if (!read.ok) return read;
  const [rewards, propensities, ...others] = read.value.numbers;
  if (rewards === undefined || propensities === undefined) throw new Error('two columns were asked for');
  const row = propensities.findIndex((propensity) => !(propensity > 0 && propensity <= 1));
  if (row !== -1)
    return err(
      appError('BANDIT_LOGS_VALUE', { file, row: row + 1, column: 'propensity', reason: 'not above 0 and at most 1' }),
    );
  return ok({ columns: read.value, rewards, propensities, contexts: others });
}

/** Reads a policy: item_id, position (may be missing), probability. Errors: as `readColumns`. */
export async function readPolicy(file: string, signal?: AbortSignal): Promise<Result<PolicyShares>> {
  const read = await readColumns({ file, numbers: ['share'], contexts: [] }, signal);
  if (!read.ok) return read;
  const { actions, positions, numbers } = read.value;
  const checked = checkedShares(tabulated(actions, positions, numbers[0] ?? []));
  if ('reason' in checked) return err(appError('BANDIT_LOGS_UNREADABLE', { file, reason: checked.reason }));
  return ok(checked.shares);
}

/** What a logged policy brought a round itself, and what it did. */
export interface OwnRead extends MeanRead {
  readonly rounds: number;
  readonly interval: Interval;
}

export function ownRead({ rewards }: LogFile, level: number): OwnRead {
  const read = meanRead(rewards);
  return { ...read, rounds: rewards.length, interval: normalInterval(read, level) };
}

export const policyOf = ({ columns }: LogFile): PolicyShares => sharesTaken(columns.actions, columns.positions);

/** Places of names in the order in which they are met first. */
const numbered = (names: Iterable<string>): ReadonlyMap<string, number> =>
  new Map([...new Set(names)].map((name, index) => [name, index]));

const placesOf = (names: readonly string[], known: ReadonlyMap<string, number>): Int32Array =>
  Int32Array.from(names, (name) => known.get(name) ?? -1);

/**
 * Logs and a policy by names as rounds and shares by numbers. A policy without positions is the same in all; of logs
 * without positions a policy with them can not be asked. Errors: OFF_POLICY_ROUNDS.
 */
export function matched(
  logs: LogFile,
  policy: PolicyShares,
): Result<{ readonly rounds: LoggedRounds; readonly target: TargetPolicy }> {
  const { actions, positions } = logs.columns;
  const known = numbered([...actions, ...[...policy.values()].flatMap((own) => [...own.keys()])]);
  const places = numbered(positions ?? [ANYWHERE]);
  const count = actions.length;
  const shares = new Float64Array(places.size * known.size);
  for (const [position, place] of places) {
    const own = policy.get(position) ?? policy.get(ANYWHERE);
    if (own === undefined)
      return err(
        appError('OFF_POLICY_ROUNDS', {
          reason:
            position === ANYWHERE
              ? 'the logs have no positions, the policy has'
              : `the policy does not say what it does in position ${position}`,
        }),
      );
    for (const [action, share] of own) shares[place * known.size + (known.get(action) ?? 0)] = share;
  }
  const columns = logs.contexts.length;
  const values = new Float64Array(count * columns);
  for (const [column, numbers] of logs.contexts.entries())
    for (const [row, value] of numbers.entries()) values[row * columns + column] = value;
  const situations = positions === null ? new Int32Array(count) : placesOf(positions, places);
  return ok({
    rounds: {
      actions: placesOf(actions, known),
      rewards: logs.rewards,
      propensities: logs.propensities,
      positions: positions === null ? null : situations,
      contexts: columns === 0 ? null : { values, count, columns },
    },
    target: { actions: known.size, shares, situations },
  });
}

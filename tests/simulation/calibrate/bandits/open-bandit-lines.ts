import { existsSync } from 'node:fs';
import {
  evaluatePolicy,
  type LogFile,
  matched,
  ownRead,
  policyOf,
  readLogs,
} from '../../../../engine/bandits/index.ts';
import { type Line, lineOf } from '../line.ts';

const file = (name: string): string =>
  new URL(`../../../../../shared/data/obd/${name}_men.parquet`, import.meta.url).pathname;

/** Logs of the Open Bandit Dataset (Saito et al. 2020), campaign men. */
export interface OpenBandit {
  readonly random: LogFile;
  readonly thompson: LogFile;
}

async function logs(name: string): Promise<LogFile> {
  const read = await readLogs(file(name));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** null where the data are not at hand; they are not part of the repository. */
export const openBandit = async (): Promise<OpenBandit | null> =>
  existsSync(file('random')) ? { random: await logs('random'), thompson: await logs('bts') } : null;

/** What the Thompson policy would have brought by the random logs, beside what it did bring. */
export function openBanditLines({ random, thompson }: OpenBandit): readonly Line[] {
  const own = ownRead(thompson, 0.95);
  const both = matched(random, policyOf(thompson));
  if (!both.ok) throw new Error(both.error.message);
  const found = evaluatePolicy(both.value.rounds, both.value.target);
  if (!found.ok) throw new Error(found.error.message);
  const { estimates, overlap, logged } = found.value;
  const percent = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(1)} %`;
  return [
    lineOf(
      { id: 'obd.own', what: "The Thompson policy's own click rate", bar: null },
      own.rounds,
      own.value,
      own.interval,
    ),
    lineOf(
      { id: 'obd.logged', what: "The random policy's click rate", bar: null },
      overlap.rounds,
      logged.value,
      logged.interval,
    ),
    ...estimates.map(({ name, value, interval }) =>
      lineOf(
        {
          id: `obd.${name.toLowerCase()}`,
          what: `${name} of the Thompson policy from the random logs (off its own rate by ${percent(value / own.value - 1)} of it)`,
          bar: null,
        },
        overlap.rounds,
        value,
        interval,
      ),
    ),
    lineOf(
      {
        id: 'obd.effective',
        what: 'Rounds of the Thompson policy the random logs count for',
        unit: 'number',
        bar: null,
      },
      overlap.rounds,
      overlap.effectiveRounds,
      [overlap.effectiveRounds, overlap.effectiveRounds],
    ),
    lineOf(
      { id: 'obd.effective_clicks', what: 'Clicks they count for', unit: 'number', bar: null },
      overlap.rounds,
      overlap.effectiveRewarded,
      [overlap.effectiveRewarded, overlap.effectiveRewarded],
    ),
  ];
}

import type { Part } from '../calibrate.ts';
import type { ArchivedTest } from '../upworthy.ts';
import { offPolicyLines } from './off-policy-lines.ts';
import { type OpenBandit, openBanditLines } from './open-bandit-lines.ts';
import { posteriorLines } from './posterior-lines.ts';
import { rareClicksLines } from './rare-clicks-lines.ts';
import { regretLines } from './regret-lines.ts';
import { replayLines } from './replay-lines.ts';

export interface BanditPartsOptions {
  readonly times: number;
  readonly seed: number;
  /** Real tests in the order of their weeks; null when there are none at hand. */
  readonly tests: readonly ArchivedTest[] | null;
  /** Real logs of two policies; null when there are none at hand. */
  readonly open: OpenBandit | null;
}

/** Every so manieth test, so that a small run is short. */
function someTests(tests: readonly ArchivedTest[], times: number): readonly ArchivedTest[] {
  const step = Math.max(1, Math.round(2000 / Math.max(times, 100)));
  return tests.filter((_, index) => index % step === 0);
}

/** What is promised of bandits, measured. At 2,000 times: 5,000 arms, all tests of the archive. */
export function banditParts({ times, seed, tests, open }: BanditPartsOptions): readonly Part[] {
  const seeds = Math.max(1, Math.round(times / 400));
  const replay: readonly Part[] =
    tests === null
      ? []
      : [
          {
            name: 'Bandits replayed on real tests',
            run: () => replayLines(someTests(tests, times), { seeds, seed: seed + 10_000 }),
          },
        ];
  return [
    {
      name: 'Posteriors of arms',
      run: () => posteriorLines({ arms: Math.round(2.5 * times), seed: seed + 7000 }),
    },
    ...(open === null ? [] : [{ name: 'Open Bandit Dataset', run: () => openBanditLines(open) }]),
    { name: 'Off-policy evaluation', run: () => offPolicyLines({ times, seed: seed + 8000 }) },
    { name: 'Off-policy evaluation of rare clicks', run: () => rareClicksLines({ times, seed: seed + 500_000 }) },
    { name: 'Regret', run: () => regretLines({ times, seed: seed + 9000 }) },
    ...replay,
  ];
}

import type { BanditRead, PosteriorNight } from '../../contract/index.ts';
import type { Day } from '../../core/index.ts';
import { posteriorInterval, posteriorMean } from '../posterior/index.ts';
import { type ArmStanding, type CellStanding, type NightStanding, nightSeed, nightStanding } from './standing.ts';

/** Nights that are shown, at most. */
export const SHOWN_NIGHTS = 90;

const INTERVAL = 0.95;

const believed = ({ posterior }: ArmStanding) => ({
  mean: posteriorMean(posterior),
  interval: { ...posteriorInterval(posterior, INTERVAL), level: INTERVAL },
});

/**
 * Rows of `bandit_posteriors` of these days, one for each arm with data by then. A row says what was known on its night:
 * the data up to that day, the arms as they are now. P(best) needs no draws; the seed is that of what is drawn that night.
 */
export function nightRows(standing: CellStanding, from: Day, to: Day): readonly PosteriorNight[] {
  const { record } = standing;
  return standing.nights
    .filter(({ day }) => day >= from && day <= to)
    .flatMap((night) => {
      const { day, arms } = nightStanding(standing, night);
      return arms.map(
        (arm): PosteriorNight => ({
          cell: record.design.key,
          arm: arm.arm,
          day,
          cellVersion: record.version,
          posterior: arm.posterior,
          ...believed(arm),
          pBest: arm.pBest,
          expectedLoss: arm.expectedLoss,
          share: arm.share,
          trials: arm.trials,
          reward: arm.reward,
          since: arm.since,
          seed: String(nightSeed(record, day)),
          draws: 0,
          dataThrough: day,
        }),
      );
    });
}

const shown = ({ day, arms }: NightStanding): BanditRead['history'][number] => ({
  day,
  arms: arms.map((arm) => {
    const { mean, interval } = believed(arm);
    return {
      arm: arm.arm,
      posterior: arm.posterior,
      mean,
      interval,
      pBest: arm.pBest,
      share: arm.share,
      trials: arm.trials,
    };
  }),
  recorded: false,
  restated: false,
});

/** The last nights by the data as they are now; what was recorded is the ops tables' to say. */
export const shownNights = (standing: CellStanding): BanditRead['history'] =>
  standing.nights.slice(-SHOWN_NIGHTS).map((night) => shown(nightStanding(standing, night)));

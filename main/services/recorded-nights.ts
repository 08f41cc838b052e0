import type { BanditRead, PosteriorSnapshot } from '../../engine/contract/index.ts';

type Night = BanditRead['history'][number];
type ArmNight = Night['arms'][number];

/** Parts of what two numbers may differ by and still be the same: they come from the same arithmetic. */
const SAME = 1e-9;

const alike = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b));

/** Whether the data say now what the snapshot says; its share depends on later decisions and is no word of the data. */
const holds = (now: ArmNight, kept: PosteriorSnapshot): boolean =>
  alike(now.mean, kept.mean) &&
  alike(now.interval.low, kept.interval.low) &&
  alike(now.interval.high, kept.interval.high) &&
  alike(now.pBest, kept.pBest) &&
  alike(now.trials, kept.trials);

function compared(night: Night, kept: readonly PosteriorSnapshot[]): Night {
  if (kept.length === 0) return night;
  const byArm = new Map(kept.map((row) => [row.arm, row]));
  const arms = night.arms.map((arm) => {
    const own = byArm.get(arm.arm);
    return own === undefined ? arm : { ...arm, share: own.share };
  });
  const restated =
    kept.length !== night.arms.length ||
    night.arms.some((arm) => {
      const own = byArm.get(arm.arm);
      return own === undefined || !holds(arm, own);
    });
  return { ...night, arms, recorded: true, restated };
}

/** A read with what was recorded on its nights: which there are, which the data have overtaken, and the shares of then. */
export function withRecorded(read: BanditRead, kept: readonly PosteriorSnapshot[]): BanditRead {
  const byDay = new Map<string, PosteriorSnapshot[]>();
  for (const row of kept) {
    const night = byDay.get(row.day) ?? [];
    night.push(row);
    byDay.set(row.day, night);
  }
  return { ...read, history: read.history.map((night) => compared(night, byDay.get(night.day) ?? [])) };
}

import type { BanditRead } from '../../../../engine/contract/index.ts';
import { toCsv } from '../../../../engine/serializer/index.ts';

const ARMS = [
  'cell',
  'advice',
  'arm',
  'label',
  'state',
  'trials',
  'reward',
  'since',
  'lastDay',
  'mean',
  'low50',
  'high50',
  'low80',
  'high80',
  'low95',
  'high95',
  'pBest',
  'expectedLoss',
  'shareNow',
  'share',
  'enough',
  'driftAlarm',
  'driftSince',
  'driftP',
] as const;

/** The arms in full precision. */
export function armsCsv(read: BanditRead): string {
  const rows = read.arms.map((arm) => [
    read.cell.design.key,
    read.advice.kind,
    arm.arm,
    arm.label,
    arm.state,
    arm.trials,
    arm.reward,
    arm.since,
    arm.lastDay,
    arm.mean,
    arm.interval50.low,
    arm.interval50.high,
    arm.interval80.low,
    arm.interval80.high,
    arm.interval95.low,
    arm.interval95.high,
    arm.pBest,
    arm.expectedLoss,
    arm.shareNow,
    arm.share,
    arm.enough ? 'yes' : 'no',
    arm.drift === null ? null : arm.drift.alarm ? 'yes' : 'no',
    arm.drift?.since ?? null,
    arm.drift?.pValue ?? null,
  ]);
  return toCsv({ columns: ARMS, rows });
}

const NIGHTS = [
  'cell',
  'day',
  'arm',
  'trials',
  'mean',
  'low95',
  'high95',
  'pBest',
  'share',
  'recorded',
  'restated',
] as const;

/** Every arm on every night that is shown, in full precision. */
export function nightsCsv(read: BanditRead): string {
  const rows = read.history.flatMap((night) =>
    night.arms.map((arm) => [
      read.cell.design.key,
      night.day,
      arm.arm,
      arm.trials,
      arm.mean,
      arm.interval.low,
      arm.interval.high,
      arm.pBest,
      arm.share,
      night.recorded ? 'yes' : 'no',
      night.restated ? 'yes' : 'no',
    ]),
  );
  return toCsv({ columns: NIGHTS, rows });
}

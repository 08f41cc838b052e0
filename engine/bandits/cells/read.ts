import type { ArmRead, BanditRead, BanditRow, ExploreCellRecord, Source } from '../../contract/index.ts';
import type { Day } from '../../core/index.ts';
import { formatProbability } from '../../serializer/index.ts';
import { posteriorInterval, posteriorMean } from '../posterior/index.ts';
import { adviceOf, PACE_DAYS } from './advice.ts';
import { cellCaveats } from './caveats.ts';
import { commonDensities } from './density.ts';
import { driftOf } from './drift.ts';
import { type CellEvidence, sumOf } from './evidence.ts';
import { regretOf, shownRemaining } from './losses.ts';
import { methodText } from './method-text.ts';
import { shownNights } from './nights.ts';
import {
  type ArmStanding,
  type CellStanding,
  cellStanding,
  DRAWS,
  leaderOf,
  type NightStanding,
  nightSeed,
  nightStanding,
  remainingValue,
} from './standing.ts';
import { quoted, valueText } from './wording.ts';

/** What a cell is read from. */
export interface CellData {
  readonly evidence: CellEvidence;
  /** Last day that all datasets of the cell have. */
  readonly dataThrough: Day | null;
  readonly sources: readonly Source[];
  /** On the exchange rates that were used. */
  readonly notes: readonly string[];
}

const lastNight = (standing: CellStanding): NightStanding | null => {
  const night = standing.nights.at(-1);
  return night === undefined ? null : nightStanding(standing, night);
};

const banded = (arm: ArmStanding, level: number) => ({ ...posteriorInterval(arm.posterior, level), level });

const driftIn = ({ evidence, model }: CellStanding, place: number): ArmRead['drift'] => {
  const arm = evidence.arms[place];
  if (arm === undefined) return null;
  return driftOf(arm, evidence.days, {
    family: model.family,
    arms: evidence.arms.length,
    value: model.words.value,
  });
};

/** Share of the traffic of the last days that each arm of the evidence had; null without any. */
function sharesNow({ arms }: CellEvidence): readonly (number | null)[] {
  const recent = arms.map(({ traffic }) => sumOf(traffic.slice(-PACE_DAYS)));
  const all = sumOf(recent);
  return recent.map((own) => (all > 0 ? Math.min(1, own / all) : null));
}

function armReads(standing: CellStanding, night: NightStanding): readonly ArmRead[] {
  const densities = commonDensities(night.arms.map(({ posterior }) => posterior));
  const now = sharesNow(standing.evidence);
  return night.arms.map((arm, index): ArmRead => {
    const evidence = standing.evidence.arms[arm.place];
    const last = (evidence?.trials ?? []).findLastIndex((trials) => trials > 0);
    return {
      arm: arm.arm,
      label: arm.label,
      note: evidence?.note ?? '',
      state: arm.state,
      trials: arm.trials,
      reward: arm.reward,
      since: arm.since,
      lastDay: standing.evidence.days[last] ?? null,
      posterior: arm.posterior,
      mean: posteriorMean(arm.posterior),
      interval50: banded(arm, 0.5),
      interval80: banded(arm, 0.8),
      interval95: banded(arm, 0.95),
      density: densities[index] ?? { x: [], y: [] },
      pBest: arm.pBest,
      expectedLoss: arm.expectedLoss,
      share: arm.share,
      shareNow: now[arm.place] ?? null,
      enough: arm.enough,
      drift: driftIn(standing, arm.place),
    };
  });
}

function leaderText({ model }: CellStanding, night: NightStanding | null): string {
  const leader = night === null ? null : leaderOf(night.arms);
  if (night !== null && night.arms.length > 0 && leader === null) return 'No arm plays any more.';
  if (night === null || leader === null) return `No arm has ${model.words.trial} yet.`;
  const { low, high } = banded(leader, 0.95);
  const text = (value: number) => valueText(value, model.unit);
  const value = `${text(posteriorMean(leader.posterior))} (${text(low)} to ${text(high)})`;
  const named = model.unit === 'per_currency' ? `${value} ${model.words.value}` : `a ${model.words.value} of ${value}`;
  const chance = `with probability ${formatProbability(leader.pBest)}`;
  return night.arms.some(({ pBest }) => pBest > leader.pBest)
    ? `${quoted(leader.label)} leads the arms that still play with ${named}, and is the best of all ${chance}.`
    : `${quoted(leader.label)} leads with ${named} and is the best ${chance}.`;
}

/** Everything that is said about one cell, as of the last day of its data. docs/spec/bandits.md BA70–BA79. */
export function banditRead(record: ExploreCellRecord, data: CellData): BanditRead {
  const standing = cellStanding(record, data.evidence);
  const { model } = standing;
  const night = lastNight(standing);
  const remaining = night === null ? null : remainingValue(standing, night);
  const seed = night === null ? 0 : nightSeed(record, night.day);
  return {
    cell: record,
    dataThrough: data.dataThrough,
    words: model.words,
    unit: model.unit,
    arms: night === null ? [] : armReads(standing, night),
    history: shownNights(standing),
    valueRemaining: night === null ? null : shownRemaining(night, remaining),
    regret: night === null ? null : regretOf(standing, night),
    advice: adviceOf(standing, night, remaining),
    draws: { count: DRAWS, seed: String(seed), error: 0.5 / Math.sqrt(DRAWS) },
    sentence: leaderText(standing, night),
    method: methodText(record.design.rule, model),
    caveats: cellCaveats(standing, data.notes),
    sources: data.sources,
  };
}

/** A cell in the list; `lastNight` is the ops tables' to say. */
export function banditRow(record: ExploreCellRecord, { evidence }: CellData): BanditRow {
  const standing = cellStanding(record, evidence);
  const night = lastNight(standing);
  const leader = night === null ? null : leaderOf(night.arms);
  const { key, name, arms } = record.design;
  return {
    key,
    name,
    status: record.status,
    kind: arms.kind,
    value: standing.model.words.value,
    arms: night?.arms.length ?? 0,
    trials: sumOf(evidence.arms.map(({ trials }) => sumOf(trials))),
    leader: leader === null ? null : { arm: leader.arm, label: leader.label, pBest: leader.pBest },
    advice: adviceOf(standing, night, night === null ? null : remainingValue(standing, night)),
    drift: evidence.arms.some((_, place) => driftIn(standing, place)?.alarm === true),
    lastNight: null,
  };
}

import type {
  CellGroundRow,
  CellOffer,
  CellPlan,
  CellPlanInput,
  ExploreCellDesign,
  PlannedCell,
} from '../../contract/index.ts';
import { addDays, appError, type Day, err, money, ok, type Result } from '../../core/index.ts';
import { formatMoney, formatRate, minorDigits } from '../../serializer/index.ts';
import { type CellStanding, groundOf } from '../lifecycle/index.ts';
import { armsFor, type PlannedArms } from './arms.ts';
import { type BetweenArms, spreadBetweenArms } from './between-arms.ts';
import { shareBudget } from './budget.ts';
import { estimateOf, type Known, knownOf, volumeOf } from './reward.ts';
import { shrink } from './shrink.ts';
import { ruleFor, type Sizing, sizeCell } from './sizing.ts';
import { chanceAbove, gainOverBest, knowledgeGradient } from './value.ts';
import { cellName, hypothesis, planMethod, reasonFor, type Said } from './wording.ts';

export interface PlanGround {
  readonly rows: readonly CellGroundRow[];
  /** Over so many days. */
  readonly days: number;
  readonly offer: CellOffer;
  /** Cells there are: a planned one that tries the same is marked. */
  readonly cells: ReadonlyMap<string, CellStanding>;
  readonly today: Day;
  readonly dataThrough: Day | null;
}

interface Place {
  readonly row: CellGroundRow;
  readonly known: Known;
  /** Shrunken mean, and the standard deviations of the cell and of a new arm in it. */
  readonly mean: number;
  readonly sd: number;
  readonly armSd: number;
}

interface Candidate extends Place {
  readonly arms: PlannedArms;
  readonly sizing: Sizing;
  /** In minor units. */
  readonly least: number;
  readonly side: PlannedCell['side'];
  readonly said: Said;
  readonly gain: number;
  /** What the minimum data may bring a day, for each minor unit of its price. */
  readonly score: number;
}

type LeftOut = CellPlan['leftOut'][number];

/** How sure it has to be that a place is better than most for new arms there to be variations of what works. */
const WORKS = 0.95;
const LEVEL = 0.95;
const Z = 1.959963984540054;

const byPlace = (a: CellGroundRow, b: CellGroundRow): number =>
  a.channel === b.channel ? order(a.segment, b.segment) : order(a.channel, b.channel);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const leftOut = ({ channel, segment }: CellGroundRow, reason: string): LeftOut => ({ channel, segment, reason });

/** What is known of each place, drawn towards the mean of all; the others have no data of the reward. */
function placesOf(rows: readonly CellGroundRow[], reward: CellPlanInput['reward'], between: BetweenArms) {
  const sorted = rows.toSorted(byPlace);
  const known = knownOf(sorted, reward);
  const read = sorted.flatMap((row, n) => {
    const own = known[n] ?? null;
    return own === null ? [] : [{ row, known: own }];
  });
  const without = sorted
    .filter((_, n) => (known[n] ?? null) === null)
    .map((row) => leftOut(row, 'It has no data of the reward.'));
  if (read.length === 0) return { places: [], overall: 0, without };
  const shrunken = shrink(read.map((each) => estimateOf(each.known)));
  const places = read.map((each, n): Place => {
    const { value: mean, variance } = shrunken.estimates[n] ?? { value: shrunken.mean, variance: 0 };
    return { ...each, mean, sd: Math.sqrt(variance), armSd: Math.hypot(Math.sqrt(variance), between.spread * mean) };
  });
  return { places, overall: shrunken.mean, without };
}

/**
 * Cells worth trying with a budget. A pure function of the sums by channel and segment: the order of the rows does not
 * matter. Fails with CELL_PLAN_GROUND without data, CELL_CURRENCY for a budget in another currency, CELL_PLAN_BUDGET when
 * not one cell can be paid for. docs/exploration-plan.md; docs/spec/bandits.md BA69.
 */
export function planCells(input: CellPlanInput, ground: PlanGround): Result<CellPlan> {
  const { reward, budget } = input;
  const between = spreadBetweenArms(ground.offer.campaigns, reward);
  const { places, overall, without } = placesOf(ground.rows, reward, between);
  const best = places.reduce<Place | null>((top, place) => (top === null || place.mean > top.mean ? place : top), null);
  if (best === null || !(best.mean > 0)) {
    const reason =
      ground.rows.length === 0
        ? 'there is no spend and no outcome by channel and segment'
        : 'nothing has had a reward yet';
    return err(appError('CELL_PLAN_GROUND', { reason }));
  }
  const volume = places.reduce((sum, { row, known }) => sum + volumeOf(row, known, reward), 0);
  const judged = places.map((place) => judge(place, { input, ground, between, best, overall, volume }));
  const ranked = oncePerGround(
    judged
      .flatMap((each) => ('score' in each ? [each] : []))
      .toSorted((a, b) => b.score - a.score || byPlace(a.row, b.row)),
  );
  const budgets = shareBudget(ranked.candidates, { budget: budget.minor, most: input.cells });
  const taken = new Set<string>();
  const cells = ranked.candidates.flatMap((candidate, n) => {
    const cap = budgets[n] ?? null;
    return cap === null ? [] : [plannedCell(candidate, cap, { input, ground, between, taken })];
  });
  const [cheapest] = ranked.candidates.map(({ least }) => least).toSorted((a, b) => a - b);
  if (cells.length === 0 && cheapest !== undefined) {
    const least = formatMoney(money(cheapest, budget.currency));
    return err(appError('CELL_PLAN_BUDGET', { budget: formatMoney(budget), least }));
  }
  const unpaid = ranked.candidates.filter((_, n) => (budgets[n] ?? null) === null);
  return ok({
    cells,
    leftOut: [
      ...unpaid.map(({ row, side }) =>
        leftOut(row, cells.length >= input.cells ? 'The plan has as many cells as were asked for.' : UNPAID[side]),
      ),
      ...ranked.same,
      ...judged.flatMap((each) => ('score' in each ? [] : [each])),
      ...without,
    ],
    method: planMethod(reward, spreadText(between), ground.days),
    dataThrough: ground.dataThrough,
  });
}

const UNPAID = {
  explore: 'Its minimum data costs more than is left of the budget.',
  exploit: 'Variations of what works have their half of the budget.',
} as const;

const spreadText = ({ spread, seenFrom }: BetweenArms): string =>
  seenFrom === 0
    ? `arms usually do (${formatRate(spread)}; there are no campaigns side by side to see it from)`
    : `the campaigns of one cell do about theirs (${formatRate(spread)})`;

/** Audiences of a channel come once, at their best rank. */
function oncePerGround(candidates: readonly Candidate[]) {
  const seen = new Set<string>();
  const first = candidates.map(({ row, arms }) => {
    const ground = groundOf({ channel: row.channel, segment: arms.segment, arms: arms.arms });
    return seen.has(ground) ? false : seen.add(ground).size > 0;
  });
  return {
    candidates: candidates.filter((_, n) => first[n] === true),
    same: candidates
      .filter((_, n) => first[n] !== true)
      .map(({ row }) => leftOut(row, 'The audiences of its channel are compared in one cell.')),
  };
}

interface Judging {
  readonly input: CellPlanInput;
  readonly ground: PlanGround;
  readonly best: Place;
  readonly overall: number;
  readonly between: BetweenArms;
  /** Of all places, a day. */
  readonly volume: number;
}

function judge(place: Place, { input, ground, between, best, overall, volume }: Judging): Candidate | LeftOut {
  const { row, mean, armSd } = place;
  const { channel, segment } = row;
  const segments = ground.rows.filter((each) => each.channel === channel).length;
  const arms = armsFor(row, input.reward, { offer: ground.offer, segments });
  if (arms === null) return leftOut(row, 'There is nothing to compare: one campaign, and no running creative test.');
  const sizing = sizeCell(row, place.known, arms, input.reward);
  if (sizing === null) return leftOut(row, 'What its minimum data would cost can not be told.');
  if (sizing.days > input.days)
    return leftOut(row, `At its traffic the minimum data takes ${sizing.days} days; the plan has ${input.days}.`);
  const { currency } = input.budget;
  const least = Math.max(1, Math.ceil(sizing.cost * 10 ** minorDigits(currency)));
  const outlook = { mean, sd: armSd };
  const side = chanceAbove({ mean, sd: place.sd }, overall) >= WORKS ? 'exploit' : 'explore';
  const pBetter = chanceAbove(outlook, best.mean);
  const said: Said = {
    ...{ channel, segment, arms, side, currency, mean, pBetter, reward: input.reward, spread: between.spread },
    best: { channel: best.row.channel, segment: best.row.segment, value: best.mean },
  };
  const noise = place.known.variance / sizing.minTrials;
  const own = volumeOf(row, place.known, input.reward);
  const over = (mark: number): number => knowledgeGradient(outlook, mark, noise);
  const score = (own * over(mean) + (volume - own) * over(best.mean)) / least;
  return { ...place, arms, sizing, least, side, said, score, gain: gainOverBest(outlook, best.mean) };
}

const slugOf = (...parts: readonly string[]): string =>
  parts
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 56) || 'cell';

/** A key that is free, or that of the cell that tries the same. */
function keyFor(base: string, ground: string, cells: ReadonlyMap<string, CellStanding>, taken: Set<string>): string {
  const same = [...cells.values()].find((cell) => cell.status !== 'ended' && groundOf(cell.design) === ground);
  if (same !== undefined) return same.design.key;
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!cells.has(key) && !taken.has(key)) {
      taken.add(key);
      return key;
    }
  }
}

interface Making {
  readonly input: CellPlanInput;
  readonly ground: PlanGround;
  readonly between: BetweenArms;
  readonly taken: Set<string>;
}

function plannedCell(candidate: Candidate, cap: number, { input, ground, between, taken }: Making): PlannedCell {
  const { row, arms, mean, armSd, known, sizing, side, said } = candidate;
  const place = groundOf({ channel: row.channel, segment: arms.segment, arms: arms.arms });
  const base = slugOf(row.channel, arms.segment ?? 'all', arms.arms.kind.replaceAll('_', '-'));
  const key = keyFor(base, place, ground.cells, taken);
  const design: ExploreCellDesign = {
    ...{ key, name: cellName(row.channel, arms).slice(0, 120), hypothesis: hypothesis(said).slice(0, 400) },
    ...{ channel: row.channel, segment: arms.segment, arms: arms.arms, reward: arms.reward, owner: input.owner },
    budgetCap: money(cap, input.budget.currency),
    firstDay: ground.today,
    lastDay: addDays(ground.today, input.days - 1),
    rule: ruleFor(arms, {
      minTrials: sizing.minTrials,
      outlook: mean,
      variance: known.variance,
      spread: between.spread,
    }),
  };
  return {
    design,
    pBetter: said.pBetter,
    valueOfInformation: candidate.gain,
    mean,
    interval: { low: Math.max(0, mean - Z * armSd), high: mean + Z * armSd, level: LEVEL },
    trials: known.trials,
    side,
    reason: reasonFor(said, {
      trials: known.trials,
      cost: candidate.least,
      minTrials: sizing.minTrials,
      days: sizing.days,
    }),
    exists: [...ground.cells.values()].some((cell) => cell.status !== 'ended' && groundOf(cell.design) === place),
  };
}

import type { ExperimentDesign, ExperimentRecord, Source } from '../../contract/index.ts';
import { addDays, type Day, daysBetween } from '../../core/index.ts';
import type { ExperimentData } from '../sums.ts';
import { withOutcomes } from '../with-outcomes.ts';

/** Units of one variation, and the share it was promised. */
export interface ArmUnits {
  readonly variation: string;
  readonly name: string;
  readonly units: number;
  /** Weight over the sum of all weights. */
  readonly planned: number;
}

/** Where an experiment stands: what of its plan is over, and up to which day it is read. */
export interface Standing {
  readonly record: ExperimentRecord;
  readonly design: ExperimentDesign;
  /** In the order of the design; the control first. */
  readonly arms: readonly ArmUnits[];
  readonly units: number;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  /** Days in which units came, the first and the last included; of a running one up to the last complete day. */
  readonly days: number;
  readonly running: boolean;
  /** Day at whose end effects are read. A fixed horizon is read at its planned end, also when it went on. */
  readonly asOf: Day | null;
  /** The planned number of days is over; false without a plan. */
  readonly plannedOver: boolean;
  /** The rule is one look at the planned end, and this is before it. */
  readonly peek: boolean;
  /** False: no outcomes were ever loaded, so that there are units and no metric. */
  readonly measured: boolean;
}

/** What a variation is called. */
export const nameOf = ({ variations }: ExperimentDesign, variation: string): string =>
  variations.find(({ key }) => key === variation)?.name ?? variation;

const latest = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null);

/** What the exposures say about where the experiment stands. */
export function standingOf(record: ExperimentRecord, data: ExperimentData, sources: readonly Source[] = []): Standing {
  const { design } = record;
  const units = new Map<string, number>();
  for (const row of data.exposure) units.set(row.variation, (units.get(row.variation) ?? 0) + row.units);
  const weights = design.variations.reduce((sum, { weight }) => sum + weight, 0);
  const arms = design.variations.map(({ key, name, weight }) => ({
    variation: key,
    name,
    units: units.get(key) ?? 0,
    planned: weights > 0 ? weight / weights : 0,
  }));
  const seen = data.exposure.filter((row) => row.units > 0).map(({ day }) => day);
  const lastDay = latest(seen);
  const firstDay = seen.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
  const running = record.status === 'running';
  const through = running && data.dataThrough !== null && lastDay !== null && data.dataThrough > lastDay;
  const end = through ? data.dataThrough : lastDay;
  const days = firstDay === null || end === null ? 0 : daysBetween(firstDay, end) + 1;
  const planned = design.plan?.days ?? null;
  const plannedOver = planned !== null && days >= planned;
  const fixed = design.rule.method === 'fixed';
  const last = latest(data.daily.map(({ day }) => day)) ?? lastDay;
  const stopAt =
    fixed && planned !== null && firstDay !== null && days > planned ? addDays(firstDay, planned - 1) : null;
  return {
    record,
    design,
    arms,
    units: arms.reduce((sum, arm) => sum + arm.units, 0),
    firstDay,
    lastDay,
    days,
    running,
    asOf: stopAt ?? last,
    plannedOver,
    peek: fixed && (planned === null ? running : !plannedOver),
    measured: withOutcomes(sources),
  };
}

import type { ArmRead, BanditRead } from '../../../engine/contract/index.ts';
import { formatCount, formatNumber, formatPoints } from '../../../engine/serializer/index.ts';
import { type ValueFormat, valueText } from '../../charts/axis/value-text.ts';

type Unit = BanditRead['unit'];

const FORMATS: Readonly<Record<Unit, ValueFormat>> = {
  share: { kind: 'rate' },
  per_currency: { kind: 'number' },
  ratio: { kind: 'ratio' },
};

/** How the values of a cell are written and drawn. */
export const formatOf = (unit: Unit): ValueFormat => FORMATS[unit];

/** What is lost against the best arm, in the unit of the values. */
export const lossText = (unit: Unit, loss: number): string =>
  unit === 'share' ? formatPoints(loss) : valueText(formatOf(unit), loss);

/** Many as a count; fewer than ten may be parts of a currency unit. */
export const amountText = (amount: number): string =>
  Math.abs(amount) < 10 ? formatNumber(Number(amount.toPrecision(3))) : formatCount(amount);

/** Arms from the most to the least probable best; among equals by value, then by name. */
export const byChance = (a: ArmRead, b: ArmRead): number =>
  b.pBest - a.pBest || b.mean - a.mean || a.arm.localeCompare(b.arm);

/** The arm that leads; null without arms. */
export const leaderOf = (arms: readonly ArmRead[]): ArmRead | null => arms.toSorted(byChance)[0] ?? null;

/** The arm of the address when the cell has it, else the one the advice is about, else the leader. */
export function chosenArm(read: BanditRead, asked: string | undefined): ArmRead | null {
  const of = (id: string | null | undefined): ArmRead | undefined => read.arms.find(({ arm }) => arm === id);
  return of(asked) ?? of(read.advice.arm) ?? leaderOf(read.arms);
}

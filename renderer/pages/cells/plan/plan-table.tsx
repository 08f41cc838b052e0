import { Checkbox } from '@mantine/core';
import type { CellPlan, CellPlanInput, PlannedCell } from '../../../../engine/contract/index.ts';
import { cleanText, formatMoney, formatPoints, formatProbability } from '../../../../engine/serializer/index.ts';
import { valueDomain } from '../../../charts/axis/value-domain.ts';
import { rangeText, type ValueFormat, valueText } from '../../../charts/axis/value-text.ts';
import { EffectAxis, GradientInterval } from '../../../charts/gradient-interval/gradient-interval.tsx';
import { Chip } from '../../../components/chip.tsx';
import { placeName, REWARD_WORDS } from '../words.ts';
import { adoptable } from './chosen.ts';
import classes from './plan.module.css';

interface PlanTableProps {
  readonly plan: CellPlan;
  readonly reward: CellPlanInput['reward'];
  readonly currency: string;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (keys: ReadonlySet<string>) => void;
}

const WIDTH = 190;

const FORMATS: Readonly<Record<CellPlanInput['reward'], ValueFormat>> = {
  click_rate: { kind: 'rate' },
  signup_rate: { kind: 'rate' },
  signups_per_spend: { kind: 'number' },
  return_on_spend: { kind: 'ratio' },
};

/** A gain in the reward's unit: of a rate, percentage points. */
const gainText = (reward: CellPlanInput['reward'], gain: number): string =>
  FORMATS[reward].kind === 'rate' ? formatPoints(gain) : valueText(FORMATS[reward], Number(gain.toPrecision(3)));

function Estimate({
  cell,
  format,
  domain,
}: {
  readonly cell: PlannedCell;
  readonly format: ValueFormat;
  readonly domain: readonly [number, number];
}) {
  const { mean, interval } = cell;
  const text = `${valueText(format, mean)}, ${rangeText(format, interval.low, interval.high)}`;
  return (
    <span className={classes.estimate} title={text}>
      <GradientInterval
        domain={domain}
        tone="neither"
        estimate={mean}
        low={interval.low}
        high={interval.high}
        label={text}
        width={WIDTH}
      />
      <span className={classes.small}>{text}</span>
    </span>
  );
}

/** The candidates, the best first, each to be chosen; what a new arm there may bring is drawn on one scale. */
export function PlanTable({ plan, reward, currency, chosen, onChoose }: PlanTableProps) {
  const can = adoptable(plan).map(({ design }) => design.key);
  const format = FORMATS[reward];
  const domain = valueDomain(
    plan.cells.flatMap(({ mean, interval }) => [mean, interval.low, interval.high]),
    format.kind,
    true,
  );
  const all = can.every((key) => chosen.has(key));
  const toggle = (key: string): void => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChoose(next);
  };
  const unit = reward === 'signups_per_spend' ? `${REWARD_WORDS[reward]}, per ${currency}` : REWARD_WORDS[reward];
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">Cells worth trying, the best first</caption>
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label="Choose all"
              checked={all && can.length > 0}
              indeterminate={!all && can.some((key) => chosen.has(key))}
              disabled={can.length === 0}
              onChange={() => onChoose(new Set(all ? [] : can))}
            />
          </th>
          <th scope="col">Cell</th>
          <th scope="col">Side</th>
          <th scope="col" data-numeric>
            P(better)
          </th>
          <th scope="col" data-numeric title="Expected gain of knowing a new arm there better: E[max(0, arm − best)]">
            Worth knowing
          </th>
          <th scope="col">
            {unit} of a new arm, 95 %
            <EffectAxis domain={domain} width={WIDTH} format={format} />
          </th>
          <th scope="col" data-numeric>
            Cap
          </th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {plan.cells.map((cell) => {
          const { design, side, exists } = cell;
          const name = cleanText(design.name);
          return (
            <tr key={design.key} data-exists={exists}>
              <td>
                <Checkbox
                  aria-label={`Choose ${name}`}
                  checked={chosen.has(design.key)}
                  disabled={exists}
                  onChange={() => toggle(design.key)}
                />
              </td>
              <td>
                <b className={classes.name}>{name}</b>
                <span className={classes.small}>{exists ? 'There is a cell for it' : placeName(design)}</span>
              </td>
              <td>
                <Chip tone={side === 'exploit' ? 'line' : 'unk'}>{side === 'exploit' ? '↗ Exploit' : '? Explore'}</Chip>
              </td>
              <td data-numeric>{formatProbability(cell.pBetter)}</td>
              <td data-numeric>{gainText(reward, cell.valueOfInformation)}</td>
              <td>
                <Estimate cell={cell} format={format} domain={domain} />
              </td>
              <td data-numeric>{formatMoney(design.budgetCap)}</td>
              <td className={classes.why}>
                {cell.reason}
                <details>
                  <summary className={classes.more}>Hypothesis</summary>
                  {cleanText(design.hypothesis)}
                </details>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

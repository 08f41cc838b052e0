import type { scaleLinear } from '@visx/scale';
import { area } from '@visx/shape';
import { fitText } from '../axis/text-width.ts';
import { type ValueFormat, valueText } from '../axis/value-text.ts';
import classes from './half-eye.module.css';
import type { Arm } from './scale.ts';

/** A tail below this part of the peak would look like a line. */
const TAIL = 0.002;

interface EyeProps {
  readonly arm: Arm;
  readonly index: number;
  readonly isLeader: boolean;
  readonly isActive: boolean;
  readonly base: number;
  readonly height: number;
  readonly left: number;
  readonly x: ReturnType<typeof scaleLinear<number>>;
  readonly peak: number;
  readonly tabIndex: number;
  readonly label: string;
  readonly format: ValueFormat;
  readonly onOpen?: (() => void) | undefined;
  readonly onActive: (on: boolean) => void;
}

/** One arm: density above the line, intervals and mean on it, its name at the left, its value when it is pointed at. */
export function Eye(props: EyeProps) {
  const { arm, base, height, x, peak } = props;
  const [low, high] = x.domain();
  const points = arm.density.x
    .map((rate, i): readonly [number, number] => [rate, arm.density.y[i] ?? 0])
    .filter(([rate, density]) => rate >= (low ?? 0) && rate <= (high ?? 1) && density > peak * TAIL);
  const shape = area<readonly [number, number]>({
    x: ([rate]) => x(rate),
    y0: base,
    y1: ([, density]) => base - (density / peak) * height,
  });
  const mean = x(arm.mean);
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a picture that can be pointed at, read as one
    <g
      role="img"
      aria-label={props.label}
      data-arm={props.index}
      data-leader={props.isLeader}
      tabIndex={props.tabIndex}
      className={classes.arm}
      onFocus={() => props.onActive(true)}
      onBlur={() => props.onActive(false)}
      onPointerEnter={() => props.onActive(true)}
      onPointerLeave={() => props.onActive(false)}
      onClick={props.onOpen}
      data-can-open={props.onOpen !== undefined}
    >
      <rect
        x={-props.left}
        y={base - height}
        width={x(high ?? 1) + props.left}
        height={height + 8}
        className={classes.hit}
      />
      <path d={shape(points) ?? ''} className={classes.density} />
      <line x1={x(arm.interval95.low)} x2={x(arm.interval95.high)} y1={base} y2={base} className={classes.wide} />
      <line x1={x(arm.interval80.low)} x2={x(arm.interval80.high)} y1={base} y2={base} className={classes.narrow} />
      <circle cx={mean} cy={base} r={props.isActive ? 5 : 4} className={classes.mean} />
      <text x={8 - props.left} y={base + 4} className={classes.name}>
        {fitText(arm.label, props.left - 14)}
      </text>
      {props.isActive && (
        <text x={x(arm.interval95.high) + 8} y={base + 4} className={classes.value}>
          {valueText(props.format, arm.mean)}
        </text>
      )}
    </g>
  );
}

import { scaleLinear } from '@visx/scale';
import { area, line } from '@visx/shape';
import { useId, useMemo } from 'react';
import { fitText, textWidth } from '../axis/text-width.ts';
import { rangeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { useMarks } from '../marks/use-marks.ts';
import { cssColour } from '../palette/palette.ts';
import classes from './ridgeline.module.css';
import { highestOf, type Ridge, type RidgeRow, ridgeDomain } from './rows.ts';

interface RidgelineProps {
  /** From top to bottom: the first time first. */
  readonly rows: readonly RidgeRow[];
  readonly format: ValueFormat;
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  /** What solid and outlined mean. */
  readonly words: { readonly solid: string; readonly outline: string };
  readonly onProof?: OnProof | undefined;
}

const KEYS = 22;
const AXIS = 24;
const RIGHT = 10;
/** A ridge may rise over the rows above by so much of a row. */
const OVERLAP = 1.7;

/**
 * Ridgelines: what was believed at one time after the other, as densities one above the other on one scale. Areas of a name
 * are equal: as more is known, ridges get narrow and high. Filled where it was written down at the time, outlined where it was
 * worked out later. Arrow keys move over the ridges.
 */
export function Ridgeline({ rows, format, width, height, sentence, words, onProof }: RidgelineProps) {
  const id = useId();
  const left = Math.max(40, ...rows.map(({ text }) => textWidth(text))) + 10;
  const inner = Math.max(80, width - left - RIGHT);
  const step = (height - KEYS - AXIS) / (rows.length + OVERLAP - 1);
  const body = height - KEYS - AXIS;
  const domain = useMemo(() => ridgeDomain(rows), [rows]);
  const highest = useMemo(() => highestOf(rows), [rows]);
  const x = scaleLinear<number>({ domain: [...domain], range: [0, inner] });
  const baseOf = (row: number): number => (row + OVERLAP) * step;
  const ridges = rows.flatMap(({ ridges: own, text }, row) => own.map((ridge) => ({ ridge, row, text })));
  const marks = useMarks(
    ridges.map(({ ridge, row, text }) => ({
      key: ridge.key,
      measure: ridge.measure,
      row,
      column: rows[row]?.ridges.indexOf(ridge) ?? 0,
      x: left + Math.max(0, Math.min(inner, x(ridge.mean))),
      y: KEYS + baseOf(row),
      tip: {
        title: text,
        lines: [
          { name: ridge.name, text: valueText(format, ridge.mean), colour: ridge.colour, strong: true },
          { name: '95 % interval', text: rangeText(format, ridge.low, ridge.high), quiet: true },
        ],
        note: ridge.note,
      },
    })),
    { onProof },
  );
  const looks = new Set(ridges.map(({ ridge }) => ridge.look));
  return (
    <ChartSvg width={width} height={height} label={sentence} marks={marks}>
      <clipPath id={id}>
        <rect y={-KEYS} width={inner} height={body + KEYS + 6} />
      </clipPath>
      <Keys left={left} looks={looks} words={words} names={namesOf(rows)} width={width} />
      <g transform={`translate(${left} ${KEYS})`}>
        {valueTicks(domain, format, Math.max(2, Math.floor(inner / 80))).map(({ at, text }) => (
          <g key={at}>
            <line data-grid x1={x(at)} x2={x(at)} y2={body} />
            <text data-tick x={x(at)} y={body + 17} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        {rows.map((row, index) => (
          <g key={row.key}>
            <line className={classes.base} x2={inner} y1={baseOf(index)} y2={baseOf(index)} />
            <text x={-10} y={baseOf(index) + 3} textAnchor="end">
              {row.text}
            </text>
          </g>
        ))}
        {ridges.map(({ ridge, row }, index) => (
          <g key={`${ridge.key} ${ridge.measure}`} {...marks.props(index)} style={{ color: cssColour(ridge.colour) }}>
            <rect data-ring x={-left + 4} y={baseOf(row) - step * 0.9} width={left + inner - 8} height={step} />
            <g clipPath={`url(#${id})`}>
              <Shape
                ridge={ridge}
                x={x}
                base={baseOf(row)}
                scale={(step * OVERLAP * 0.96) / (highest.get(ridge.measure) ?? 1)}
              />
            </g>
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}

interface ShapeProps {
  readonly ridge: Ridge;
  readonly x: (value: number) => number;
  readonly base: number;
  readonly scale: number;
}

/** One ridge with its interval and mean. */
function Shape({ ridge, x, base, scale }: ShapeProps) {
  const points = ridge.density.x.map((at, index): readonly [number, number] => [at, ridge.density.y[index] ?? 0]);
  const top = ([, y]: readonly [number, number]): number => base - y * scale;
  const fill = area<readonly [number, number]>({ x: ([at]) => x(at), y0: base, y1: top });
  const outline = line<readonly [number, number]>({ x: ([at]) => x(at), y: top });
  return (
    <g data-look={ridge.look}>
      <path className={classes.fill} d={fill(points) ?? ''} />
      <path className={classes.outline} d={outline(points) ?? ''} />
      <line className={classes.interval} x1={x(ridge.low)} x2={x(ridge.high)} y1={base} y2={base} />
      <circle className={classes.mean} cx={x(ridge.mean)} cy={base} r={3} />
    </g>
  );
}

/** The names that are drawn, when there is more than one. */
function namesOf(rows: readonly RidgeRow[]): readonly Ridge[] {
  const byName = new Map(rows.flatMap(({ ridges }) => ridges.map((ridge): [string, Ridge] => [ridge.measure, ridge])));
  return byName.size > 1 ? [...byName.values()] : [];
}

interface KeysProps {
  readonly left: number;
  readonly width: number;
  readonly looks: ReadonlySet<Ridge['look']>;
  readonly words: RidgelineProps['words'];
  readonly names: readonly Ridge[];
}

const MOST_NAME = 150;

/** What the looks and the colours mean: only what is there, as far as there is room. */
function Keys({ left, width, looks, words, names }: KeysProps) {
  const items = [
    ...names.map(({ measure, name, colour }) => ({ id: measure, text: fitText(name, MOST_NAME), colour, look: null })),
    ...(['solid', 'outline'] as const)
      .filter((look) => looks.has(look))
      .map((look) => ({ id: look, text: words[look], colour: 'rest' as const, look })),
  ];
  let at = left;
  const placed = items.flatMap((item) => {
    const place = at;
    at += 34 + textWidth(item.text);
    return at > width + 16 ? [] : [{ ...item, place }];
  });
  return placed.map(({ id, text, colour, look, place }) => (
    <g key={id} transform={`translate(${place} 0)`} style={{ color: cssColour(colour) }}>
      {look === null ? (
        <line className={classes.name} x2={12} y1={7} y2={7} />
      ) : (
        <g data-look={look}>
          <path className={classes.fill} d="M0,11 Q7,-6 14,11 z" />
          <path className={classes.outline} d="M0,11 Q7,-6 14,11" />
        </g>
      )}
      <text x={20} y={11}>
        {text}
      </text>
    </g>
  ));
}

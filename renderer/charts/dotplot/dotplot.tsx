import { scaleLinear } from '@visx/scale';
import { useMemo } from 'react';
import { rangeText } from '../axis/value-text.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { effectDomain } from '../gradient-interval/effect-scale.ts';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { useMarks } from '../marks/use-marks.ts';
import classes from './dotplot.module.css';
import { layoutDots } from './dots.ts';

interface DotplotProps {
  /** Equally likely relative effects, ascending. */
  readonly dots: readonly number[];
  /** Key of the number they belong to, for its proof. */
  readonly proofKey: string;
  /** The side of zero that is better. */
  readonly better: 'higher' | 'lower';
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
}

const AXIS = 22;
const TOP = 20;
const SIDE = 10;
const FORMAT = { kind: 'rate' } as const;

/**
 * Equally likely effects as dots, to be counted: filled where it is better, hollow where it is worse. Arrow keys move over
 * the stacks.
 */
export function Dotplot({ dots, proofKey, better, width, height, sentence, onProof }: DotplotProps) {
  const inner = Math.max(80, width - 2 * SIDE);
  const body = Math.max(40, height - AXIS - TOP);
  const domain = useMemo(() => effectDomain([{ estimate: 0, low: dots[0] ?? 0, high: dots.at(-1) ?? 0 }]), [dots]);
  const { stacks, size } = useMemo(
    () => layoutDots(dots, { domain, width: inner, height: body }),
    [dots, domain, inner, body],
  );
  const x = scaleLinear<number>({ domain: [...domain], range: [0, inner] });
  const above = stacks.filter(({ bin }) => bin >= 0).reduce((sum, stack) => sum + stack.dots, 0);
  const marks = useMarks(
    stacks.map((stack, column) => ({
      key: proofKey,
      measure: 'estimate',
      row: 0,
      column,
      x: SIDE + x((stack.from + stack.to) / 2),
      y: TOP + body - stack.dots * size,
      tip: {
        title: rangeText(FORMAT, stack.from, stack.to),
        lines: [{ name: 'plausible effects', text: `${stack.dots} of ${dots.length}`, strong: true }],
      },
    })),
    { onProof },
  );
  return (
    <ChartSvg width={width} height={TOP + body + AXIS} label={sentence} marks={marks}>
      <g transform={`translate(${SIDE} ${TOP})`}>
        {valueTicks(domain, FORMAT, Math.floor(inner / 74)).map(({ at, text }) => (
          <g key={at}>
            <line data-grid x1={x(at)} x2={x(at)} y2={body} />
            <text data-tick x={x(at)} y={body + 15} textAnchor="middle">
              {at > 0 ? `+${text}` : text}
            </text>
          </g>
        ))}
        <line data-rule x1={x(0)} x2={x(0)} y1={-4} y2={body} />
        <text data-tick x={x(0) - 7} y={-8} textAnchor="end">
          {x(0) > 60 ? `${dots.length - above} at or below` : dots.length - above}
        </text>
        <text data-tick x={x(0) + 7} y={-8}>
          {inner - x(0) > 60 ? `${above} above zero` : above}
        </text>
        {stacks.map((stack, index) => (
          <g key={stack.bin} {...marks.props(index)}>
            <rect data-ring x={x(stack.from)} y={0} width={size} height={body} />
            {Array.from({ length: stack.dots }, (_, dot) => (
              <circle
                // biome-ignore lint/suspicious/noArrayIndexKey: dots have no other name than their place
                key={dot}
                className={classes.dot}
                data-side={stack.bin >= 0 === (better === 'higher') ? 'good' : 'bad'}
                cx={x((stack.from + stack.to) / 2)}
                cy={body - (dot + 0.5) * size}
                r={Math.max(1, size / 2 - 0.8)}
              />
            ))}
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}

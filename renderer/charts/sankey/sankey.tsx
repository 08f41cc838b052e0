import { useMemo } from 'react';
import { formatRate } from '../../../engine/serializer/index.ts';
import { fitText } from '../axis/text-width.ts';
import { type ValueFormat, valueText } from '../axis/value-text.ts';
import { shortValue } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { type Mark, useMarks } from '../marks/use-marks.ts';
import { type SankeyFlow, type SankeyLink, type SankeyNode, sankeyLayout } from './layout.ts';
import classes from './sankey.module.css';

interface SankeyProps {
  readonly flows: readonly SankeyFlow[];
  readonly format: ValueFormat;
  readonly measure: string;
  readonly measureName: string;
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  /** Names of nodes that are an end and not a step: drawn quiet. */
  readonly quiet?: readonly string[];
  readonly onProof?: OnProof | undefined;
}

const LABELS = 132;
const TOP = 6;
const QUIET = ['Exit'] as const;
/** Room a name needs between two columns. */
const NAME_GAP = 8;

/** Flows between steps: nodes as high as what passes, ribbons between them. Arrow keys go from node to ribbon to node. */
export function SankeyChart(props: SankeyProps) {
  const { flows, format, width, height, quiet = QUIET, onProof } = props;
  const inner = Math.max(120, width - LABELS);
  const { nodes, links } = useMemo(() => sankeyLayout(flows, inner, height - 2 * TOP), [flows, inner, height]);
  const list = [...nodes.map((node) => nodeMark(node, links, props)), ...links.map((link) => linkMark(link, props))];
  const marks = useMarks(list, {
    onProof: onProof === undefined ? undefined : (key, column) => key !== '' && onProof(key, column),
  });
  const active = marks.active === null ? -1 : list.indexOf(marks.active);
  const touched = (link: SankeyLink, index: number): boolean =>
    active < 0 || active === nodes.length + index || nodes[active] === link.source || nodes[active] === link.target;
  const columns = Math.max(0, ...nodes.map(({ column }) => column)) + 1;
  const room = columns < 2 ? LABELS : (inner - columns * 10) / (columns - 1) - NAME_GAP * 2;
  return (
    <ChartSvg width={width} height={height} label={props.sentence} marks={marks}>
      <g transform={`translate(0 ${TOP})`}>
        {links.map((link, index) => (
          <g
            key={link.key}
            {...marks.props(nodes.length + index)}
            className={classes.link}
            data-dim={!touched(link, index)}
          >
            <path d={ribbonPath(link)} strokeWidth={link.thick} data-quiet={quiet.includes(link.target.name)} />
          </g>
        ))}
        {nodes.map((node, index) => (
          <g key={node.id} {...marks.props(index)} className={classes.node}>
            <rect
              x={node.x0}
              y={node.y0}
              width={node.x1 - node.x0}
              height={Math.max(1.5, node.y1 - node.y0)}
              rx={2}
              data-quiet={quiet.includes(node.name)}
            />
            <text data-halo x={node.x1 + 6} y={(node.y0 + node.y1) / 2 + 4}>
              <tspan className={classes.name}>{fitText(node.name, Math.min(room, LABELS - 10) - 34)}</tspan>
              {` ${shortValue(format, node.value)}`}
            </text>
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}

function ribbonPath({ source, target, y0, y1 }: SankeyLink): string {
  const middle = (source.x1 + target.x0) / 2;
  return `M${source.x1},${y0}C${middle},${y0} ${middle},${y1} ${target.x0},${y1}`;
}

type Words = Pick<SankeyProps, 'format' | 'measure' | 'measureName'>;

function nodeMark(node: SankeyNode, links: readonly SankeyLink[], { format, measure, measureName }: Words): Mark {
  const onward = links.filter(({ source }) => source === node).toSorted((a, b) => b.value - a.value);
  return {
    key: '',
    measure,
    row: node.row,
    column: node.column * 2,
    x: node.x1,
    y: (node.y0 + node.y1) / 2,
    tip: {
      title: `${node.name}, step ${node.column + 1}`,
      lines: [
        { name: measureName, text: valueText(format, node.value), strong: true },
        ...onward
          .slice(0, 4)
          .map(({ target, value }) => ({ name: `to ${target.name}`, text: valueText(format, value) })),
      ],
    },
  };
}

function linkMark(link: SankeyLink, { format, measure, measureName }: Words): Mark {
  const share = link.source.value > 0 ? link.value / link.source.value : null;
  return {
    key: link.key,
    measure,
    row: link.source.row + link.target.row / 1000,
    column: link.source.column * 2 + 1,
    x: (link.source.x1 + link.target.x0) / 2,
    y: (link.y0 + link.y1) / 2,
    tip: {
      title: `${link.source.name} → ${link.target.name}`,
      lines: [
        { name: measureName, text: valueText(format, link.value), strong: true },
        { name: `of ${link.source.name}`, text: formatRate(share), quiet: true },
      ],
    },
  };
}

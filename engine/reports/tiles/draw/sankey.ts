import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { Draw, Tile } from '../../../contract/index.ts';
import { formatText, formatTick, formatValue } from '../../../serializer/index.ts';
import { html } from '../../html.ts';
import { columnOf, nameOf, numberOf, shownOf } from '../cells.ts';
import { box, type Drawing, fitted, INK, label, seriesColour } from './svg.ts';

interface Stop {
  readonly id: string;
  readonly name: string;
}
/** What a flow has beyond source, target and value: nothing. */
type Flow = object;

/** A place on a path is a page at a depth: going back to a page is a new stop, so that no path is a ring. */
const stop = (depth: number, name: string): Stop => ({ id: `${depth} ${name}`, name });

/** Flows from stop to stop, as wide as what passes. Laid out by d3-sankey. */
export function drawSankey(tile: Tile, draw: Extract<Draw, { as: 'sankey' }>, width: number): Drawing | null {
  const [from, to, value] = [columnOf(tile, draw.from), columnOf(tile, draw.to), columnOf(tile, draw.value)];
  const depth = columnOf(tile, draw.depth);
  if (from === null || to === null || value === null) return null;
  const stops = new Map<string, Stop>();
  const flows: { source: string; target: string; value: number }[] = [];
  for (const row of tile.rows) {
    const size = numberOf(row, value);
    if (size === null || size <= 0) continue;
    const level = numberOf(row, depth) ?? 0;
    const [a, b] = [stop(level, nameOf(row, from)), stop(level + 1, nameOf(row, to))];
    stops.set(a.id, a);
    stops.set(b.id, b);
    flows.push({ source: a.id, target: b.id, value: size });
  }
  if (flows.length === 0) return null;
  const height = Math.min(520, 120 + stops.size * 12);
  const graph = sankey<Stop, Flow>()
    .nodeId(({ id }) => id)
    .nodeWidth(10)
    .nodePadding(12)
    .extent([
      [2, 8],
      [width - 2, height - 8],
    ])({ nodes: [...stops.values()].map((node) => ({ ...node })), links: flows.map((flow) => ({ ...flow })) });
  const path = sankeyLinkHorizontal<Stop, Flow>();
  const names = [...new Set(graph.nodes.map(({ name }) => name))];
  const links = graph.links.map((link) => {
    const source = typeof link.source === 'object' ? link.source.name : '';
    return html`<path d="${path(link) ?? ''}" fill="none" stroke="${seriesColour(names.indexOf(source))}" stroke-opacity="0.28" stroke-width="${Math.max(1, link.width ?? 1)}"><title>${formatValue(shownOf(value, link.value))}</title></path>`;
  });
  const nodes = graph.nodes.map(({ name, x0 = 0, x1 = 0, y0 = 0, y1 = 0, value: size = 0 }) => {
    const isRight = x1 > width - 140;
    const text = `${fitted(formatText(name), 150, 10)} ${formatTick(shownOf(value, size))}`;
    return html`${box({ x: x0, y: y0, width: x1 - x0, height: Math.max(1, y1 - y0) }, seriesColour(names.indexOf(name)))}${label(isRight ? x0 - 4 : x1 + 4, (y0 + y1) / 2 + 3, text, { anchor: isRight ? 'end' : 'start', size: 10, colour: INK.strong })}`;
  });
  return { width, height, body: html`${links}${nodes}` };
}

import { sankey } from '@visx/sankey';

export interface SankeyFlow {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly value: number;
  /** Step of `from`, counted from any number: `to` stands one further. */
  readonly depth: number;
}

export interface SankeyNode {
  readonly id: string;
  readonly name: string;
  readonly column: number;
  /** Place among the nodes of its column, from the top. */
  readonly row: number;
  readonly value: number;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

export interface SankeyLink {
  readonly key: string;
  readonly value: number;
  readonly source: SankeyNode;
  readonly target: SankeyNode;
  /** Middle of the ribbon at its start and its end, and how thick it is. */
  readonly y0: number;
  readonly y1: number;
  readonly thick: number;
}

export interface SankeyLayout {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly SankeyLink[];
}

interface NodeFacts {
  readonly id: string;
  readonly name: string;
  readonly step: number;
}

export const NODE_WIDTH = 10;
const NODE_GAP = 12;

/** Nodes and ribbons of flows between steps, in a box. The same name at two steps is two nodes, so there are no loops. */
export function sankeyLayout(flows: readonly SankeyFlow[], width: number, height: number): SankeyLayout {
  const drawn = flows.filter(({ value }) => value > 0);
  if (drawn.length === 0) return { nodes: [], links: [] };
  const first = Math.min(...drawn.map(({ depth }) => depth));
  const idOf = (step: number, name: string): string => `${step} ${name}`;
  const facts = new Map<string, NodeFacts>();
  for (const { from, to, depth } of drawn)
    for (const [step, name] of [[depth - first, from] as const, [depth - first + 1, to] as const])
      facts.set(idOf(step, name), { id: idOf(step, name), name, step });
  const steps = [...new Set([...facts.values()].map(({ step }) => step))].sort((a, b) => a - b);
  const most = Math.max(...steps.map((step) => [...facts.values()].filter((node) => node.step === step).length));
  const layout = sankey<NodeFacts, { readonly key: string; readonly value: number }>()
    .nodeId(({ id }) => id)
    .nodeAlign((node, count) => Math.min(node.step, count - 1))
    .nodeWidth(NODE_WIDTH)
    .nodePadding(Math.min(NODE_GAP, (height * 0.4) / Math.max(1, most)))
    .extent([
      [0, 0],
      [width, height],
    ]);
  const graph = layout({
    nodes: [...facts.values()].map((node) => ({ ...node })),
    links: drawn.map(({ key, from, to, value, depth }) => ({
      key,
      value,
      source: idOf(depth - first, from),
      target: idOf(depth - first + 1, to),
    })),
  });
  const pitch = (width - NODE_WIDTH) / Math.max(1, ...steps);
  const nodes = graph.nodes.map((node) => ({
    id: node.id,
    name: node.name,
    column: node.step,
    value: node.value ?? 0,
    // The layout has as many columns as its longest path; ours stand by step, also where paths do not meet.
    x0: node.step * pitch,
    x1: node.step * pitch + NODE_WIDTH,
    y0: node.y0 ?? 0,
    y1: node.y1 ?? 0,
  }));
  const ranked = nodes.map((node) => ({
    ...node,
    row: nodes.filter((other) => other.column === node.column && other.y0 < node.y0).length,
  }));
  const byId = new Map(ranked.map((node) => [node.id, node]));
  const links = graph.links.flatMap((link): SankeyLink[] => {
    const [source, target] = [link.source, link.target].map((end) =>
      typeof end === 'object' ? byId.get(end.id) : undefined,
    );
    if (source === undefined || target === undefined) return [];
    return [
      {
        key: link.key,
        value: link.value,
        source,
        target,
        y0: link.y0 ?? 0,
        y1: link.y1 ?? 0,
        thick: Math.max(1, link.width ?? 1),
      },
    ];
  });
  return { nodes: ranked, links };
}

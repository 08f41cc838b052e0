import type { ExperimentMetric, ExperimentRead, SegmentRead } from '../../../../engine/contract/index.ts';
import { cleanText, formatCounted } from '../../../../engine/serializer/index.ts';

export interface SegmentGroup {
  readonly dimension: SegmentRead['dimension'];
  readonly title: string;
  readonly segments: readonly SegmentRead[];
}

const DIMENSIONS = [
  ['segment', 'Segment'],
  ['device', 'Device'],
  ['country', 'Country'],
] as const;

/**
 * The parts of one metric and variation by their dimension, the largest part first. Only goals are read in parts: for
 * other metrics the first goal that has parts stands in.
 */
export function segmentGroups(
  read: ExperimentRead,
  wanted: string,
  variation: string,
): { readonly metric: ExperimentMetric | undefined; readonly groups: readonly SegmentGroup[] } {
  const own = read.segments.filter((segment) => segment.comparison.variation === variation);
  const id = own.some((segment) => segment.metric === wanted) ? wanted : own[0]?.metric;
  const groups = DIMENSIONS.flatMap(([dimension, title]) => {
    const segments = own
      .filter((segment) => segment.metric === id && segment.dimension === dimension)
      .sort((a, b) => b.units - a.units);
    return segments.length === 0 ? [] : [{ dimension, title, segments }];
  });
  return { metric: read.metrics.find(({ metric }) => metric.id === id)?.metric, groups };
}

/** Which parts differ from the rest, or that none does. */
export function segmentsSentence(segments: readonly SegmentRead[], alpha: number): string {
  const differing = segments.filter(({ differsPValue }) => differsPValue !== null && differsPValue < alpha);
  if (differing.length === 0) return 'No part differs from the rest by more than chance explains.';
  const names = differing.map(({ value }) => cleanText(value)).join(', ');
  return `${formatCounted(differing.length, 'part differs', 'parts differ')} from the rest: ${names}.`;
}

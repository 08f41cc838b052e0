import { useMemo } from 'react';
import type { Dimension } from '../../../engine/contract/index.ts';
import { DashboardPage } from '../../dashboards/dashboard-page.tsx';
import { drillInto } from '../../dashboards/drill.ts';
import { DIMENSIONS } from '../../dashboards/scope-search.ts';
import { usePageScope } from '../../dashboards/use-page-scope.ts';
import { Trail } from './trail.tsx';

/** One metric by channel, segment, campaign and geo: compare, break down, filter, drill. */
export function GrowthPage() {
  const { search, change } = usePageScope();
  const by: Dimension = DIMENSIONS.find((dimension) => dimension === search.by) ?? 'channel';
  const onPick = useMemo(() => {
    const drill = (key: string): void => change(drillInto(search, by, key));
    return { 'growth.breakdown': drill, 'growth.contribution': drill };
  }, [search, by, change]);
  return <DashboardPage page="growth" onPick={onPick} above={<Trail by={by} />} />;
}

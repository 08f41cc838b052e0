import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedView } from '../../../engine/contract/index.ts';
import { compareWords, periodWords } from '../../dashboards/period.ts';
import { searchOf } from '../../dashboards/scope-search.ts';
import { api } from '../client.ts';
import { PAGES } from '../pages.ts';

const pathOf = ({ page }: SavedView) => `/${page}` as const;

/** Metrics and saved views of the pages made of tiles; read when the palette is first opened. */
export function useDashboardActions(): {
  readonly groups: readonly SpotlightActionGroupData[];
  readonly load: () => void;
  /** The palette was opened. */
  readonly isAsked: boolean;
} {
  const router = useRouter();
  const [enabled, setEnabled] = useState(false);
  const catalog = useQuery(api.dashboards.catalog.queryOptions({ enabled }));
  const views = useQuery(api.dashboards.views.queryOptions({ enabled }));
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Saved views',
      actions: (views.data ?? []).map((view) => ({
        id: `view ${view.id}`,
        label: view.name,
        description: [
          PAGES.find(({ path }) => path === pathOf(view))?.title ?? '',
          periodWords(view.scope.period),
          compareWords(view.scope.compare).toLowerCase(),
        ].join(' · '),
        onClick: () => void router.navigate({ to: pathOf(view), search: searchOf(view.scope) }),
      })),
    },
    {
      group: 'Metrics',
      actions: (catalog.data?.metrics ?? [])
        .filter(({ dimensions }) => dimensions.length > 0)
        .map(({ id, label, definition }) => ({
          id: `metric ${id}`,
          label,
          description: definition,
          onClick: () => void router.navigate({ to: '/growth', search: { metric: id } }),
        })),
    },
  ];
  return { groups, load: () => setEnabled(true), isAsked: enabled };
}

import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Scope } from '../../engine/contract/index.ts';
import { type ScopeSearch, scopeOf, scopeSearch } from './scope-search.ts';

export interface PageScope {
  readonly search: ScopeSearch;
  readonly scope: Scope;
  /** Changes what the address holds; a step back undoes it. With `replace` it joins the change before. */
  readonly change: (patch: Partial<ScopeSearch>, replace?: boolean) => void;
}

/** The scope of the open page, which lives in its address. */
export function usePageScope(): PageScope {
  const router = useRouter();
  const address = useSearch({ strict: false });
  const search = useMemo(() => scopeSearch.parse(address), [address]);
  const scope = useMemo(() => scopeOf(search), [search]);
  const change = useCallback(
    (patch: Partial<ScopeSearch>, replace = false) =>
      void router.navigate({ to: '.', replace, search: (now) => ({ ...now, ...patch }) }),
    [router],
  );
  return { search, scope, change };
}

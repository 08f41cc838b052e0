import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { SavedView } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailureNote } from '../../components/failed.tsx';
import { PAGE_FACTS } from '../page-facts.ts';
import { compareWords, periodWords } from '../period.ts';
import { searchOf } from '../scope-search.ts';
import { viewsQuery } from '../tile-query.ts';
import classes from './views.module.css';

interface ViewListProps {
  readonly views: readonly SavedView[];
  readonly onOpened: () => void;
}

/** The views that are saved, each with a way to it and a way to let go of it. */
export function ViewList({ views, onOpened }: ViewListProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.dashboards.removeView.mutationOptions({
      onSuccess: (left) => queryClient.setQueryData(viewsQuery.queryKey, left),
    }),
  );
  const open = ({ page, scope }: SavedView): void => {
    void router.navigate({ to: PAGE_FACTS[page].path, search: searchOf(scope) });
    onOpened();
  };
  if (views.length === 0) return <p className={classes.none}>No view of this page is saved yet.</p>;
  return (
    <>
      {remove.isError && <FailureNote failure={toFailure(remove.error)} />}
      <ul className={classes.list} aria-label="Saved views">
        {views.map((view) => (
          <li key={view.id}>
            <button type="button" className={classes.open} onClick={() => open(view)}>
              {view.name}
              <small>
                {periodWords(view.scope.period)}, {compareWords(view.scope.compare).toLowerCase()}
              </small>
            </button>
            <button
              type="button"
              className={classes.remove}
              aria-label={`Remove the view ${view.name}`}
              onClick={() => remove.mutate({ id: view.id })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedView, TilePage } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { PAGE_FACTS } from '../page-facts.ts';
import { compareWords, periodWords } from '../period.ts';
import { searchOf } from '../scope-search.ts';
import { viewsQuery } from '../tile-query.ts';
import { usePageScope } from '../use-page-scope.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';
import classes from './views.module.css';

/** Where a saved view leads. */
export const addressOfView = ({ page, scope }: SavedView) => ({ to: PAGE_FACTS[page].path, search: searchOf(scope) });

/** Saved views of the page: open one, save this one, let one go. */
export function ViewsMenu({ page }: { readonly page: TilePage }) {
  const router = useRouter();
  const { scope } = usePageScope();
  const queryClient = useQueryClient();
  const { data: views = [] } = useQuery(viewsQuery);
  const [saving, setSaving] = useState(false);
  const remove = useMutation(
    api.dashboards.removeView.mutationOptions({
      onSuccess: (left) => queryClient.setQueryData(viewsQuery.queryKey, left),
      onError: (error) => {
        const { message, next, code } = toFailure(error);
        notifications.show({ color: 'red', title: message, message: `${next} ${code}` });
      },
    }),
  );
  const own = views.filter((view) => view.page === page);
  return (
    <>
      <Menu width={300} closeOnItemClick={false}>
        <Menu.Target>
          <Button>Views</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item closeMenuOnClick onClick={() => setSaving(true)}>
            Save this view…
          </Menu.Item>
          <Menu.Divider />
          {own.length === 0 ? (
            <p className={classes.none}>No view of this page is saved. A view keeps period, comparison and filters.</p>
          ) : (
            own.map((view) => (
              <div key={view.id} className={classes.row}>
                <Menu.Item closeMenuOnClick onClick={() => void router.navigate(addressOfView(view))}>
                  {view.name}
                  <small>
                    {periodWords(view.scope.period)}, {compareWords(view.scope.compare).toLowerCase()}
                  </small>
                </Menu.Item>
                <Menu.Item
                  className={classes.remove}
                  aria-label={`Remove the view ${view.name}`}
                  onClick={() => remove.mutate({ id: view.id })}
                >
                  ✕
                </Menu.Item>
              </div>
            ))
          )}
        </Menu.Dropdown>
      </Menu>
      <SaveViewDialog
        opened={saving}
        onClose={() => setSaving(false)}
        page={page}
        scope={scope}
        taken={own.map(({ name }) => name)}
      />
    </>
  );
}

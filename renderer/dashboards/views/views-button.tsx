import { Button, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TilePage } from '../../../engine/contract/index.ts';
import { viewsQuery } from '../tile-query.ts';
import { usePageScope } from '../use-page-scope.ts';
import { SaveView } from './save-view.tsx';
import { ViewList } from './view-list.tsx';
import classes from './views.module.css';

/** Saved views of the page: save this one, open one, let one go. */
export function ViewsButton({ page }: { readonly page: TilePage }) {
  const [opened, setOpened] = useState(false);
  const { scope } = usePageScope();
  const { data: views = [] } = useQuery(viewsQuery);
  const own = views.filter((view) => view.page === page);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button onClick={() => setOpened(!opened)}>Save view…</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        {opened && (
          <div className={classes.panel}>
            <SaveView page={page} scope={scope} taken={own.map(({ name }) => name)} onSaved={() => setOpened(false)} />
            <ViewList views={own} onOpened={() => setOpened(false)} />
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SyncStatus } from '../../../engine/contract/index.ts';
import { formatCounted, formatInstant } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { syncStatus, workspaceStatus } from '../../app/queries.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { Actions } from './actions.tsx';
import { Audit } from './audit.tsx';
import { KillSwitch } from './kill-switch.tsx';
import { Links } from './links.tsx';
import classes from './sync.module.css';

const options = syncStatus;

/** What goes out, what came back, what is stuck, and the chain that remembers it. */
export function SyncPage() {
  const query = useQuery(options);
  const queryClient = useQueryClient();
  const { tab = 'actions' } = useSearch({ from: '/sync' });
  const navigate = useNavigate({ from: '/sync' });
  useEffect(() => {
    document.title = 'Sync and audit · Growth Workbench';
  }, []);
  const run = useMutation(
    api.sync.run.mutationOptions({
      onSuccess: (sync) => {
        queryClient.setQueryData(options.queryKey, sync);
        notifications.show({ message: `Synced. ${waitingText(sync)}` });
      },
      onError: (error) => {
        const failure = toFailure(error);
        notifications.show({ color: 'red', title: failure.message, message: `${failure.next} ${failure.code}` });
      },
    }),
  );
  return (
    <Page
      title="Sync and audit"
      line={<SyncLine sync={query.data} />}
      actions={
        <>
          {query.data !== undefined && <KillSwitch sync={query.data} />}
          <Button variant="filled" loading={run.isPending} onClick={() => run.mutate(undefined)}>
            Sync now
          </Button>
        </>
      }
    >
      <Loaded
        query={query}
        queryKey={options.queryKey}
        framed="all"
        skeleton={<Bars rows={3} height={20} />}
        works="Nothing that was approved is lost; it is in the journal."
      >
        {(sync) => <Links sync={sync} />}
      </Loaded>
      <SegmentedControl
        className={classes.tabs ?? ''}
        aria-label="Actions or audit"
        value={tab}
        onChange={(value) =>
          void navigate({ replace: true, search: (now) => ({ ...now, tab: value === 'audit' ? 'audit' : undefined }) })
        }
        data={[
          { value: 'actions', label: 'Actions' },
          { value: 'audit', label: 'Audit' },
        ]}
      />
      {tab === 'actions' ? <Actions /> : <Audit />}
    </Page>
  );
}

const waitingText = (sync: SyncStatus): string =>
  sync.waiting === 0 ? 'Nothing waits.' : `${formatCounted(sync.waiting, 'action')} waiting.`;

function SyncLine({ sync }: { readonly sync: SyncStatus | undefined }) {
  const status = useQuery(workspaceStatus);
  if (sync === undefined) return 'Approved actions, their receipts, and the audit chain';
  const last =
    sync.lastSyncAt === null
      ? 'not synced yet'
      : `last synced ${formatInstant(sync.lastSyncAt, status.data?.zone ?? 'UTC')}`;
  return `${waitingText(sync).replace('.', '')} · ${last} · sync goes on by itself when a connection is back`;
}

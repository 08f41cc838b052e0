import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Card } from '../../components/card.tsx';
import { Failed } from '../../components/failed.tsx';
import { Page } from '../../components/page.tsx';
import { workspaceStatus } from '../queries.ts';

/** When the workspace can't be opened, no page can say anything: this says why instead. */
export function WorkspaceGate({ children }: { readonly children: ReactNode }) {
  const status = useQuery(workspaceStatus);
  if (!status.isError || status.data !== undefined) return children;
  return (
    <Page title="The workspace is not open" line="Nothing was changed">
      <Card>
        <Failed
          error={status.error}
          works="The files of the workspace are as they were."
          onRetry={() => void status.refetch()}
        />
      </Card>
    </Page>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ActionView } from '../../../engine/contract/index.ts';
import { formatCounted, formatStake } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { actionLook } from '../../components/action-look.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Inbox } from '../../components/inbox.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { Split } from '../../components/split.tsx';
import { ActionDetail } from './action-detail.tsx';

const options = api.sync.actions.queryOptions();

/** Every approved action, what is stuck first, then the newest. */
export function Actions() {
  const query = useQuery(options);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      framed="all"
      skeleton={<Bars rows={5} height={26} />}
      works="Nothing that was approved is lost; it is in the journal."
    >
      {(actions) =>
        actions.length === 0 ? (
          <Card>
            <Empty
              title="No action has been approved yet"
              why="An action appears here when a proposal has its approvals. It goes out by itself."
            />
          </Card>
        ) : (
          <ActionList actions={actions} />
        )
      }
    </Loaded>
  );
}

function ActionList({ actions }: { readonly actions: readonly ActionView[] }) {
  const search = useSearch({ from: '/sync' });
  const navigate = useNavigate({ from: '/sync' });
  const status = useQuery(workspaceStatus);
  const zone = status.data?.zone ?? 'UTC';
  const ordered = [
    ...actions.filter((view) => view.state === 'dead_letter'),
    ...actions.filter((view) => view.state !== 'dead_letter'),
  ];
  const chosen = ordered.find((view) => view.action.id === search.action) ?? ordered[0];
  return (
    <Split
      wide="detail"
      list={
        <Card kind="list">
          <Inbox
            label="Actions"
            items={ordered.map((view) => {
              const look = actionLook(view.state);
              return {
                id: view.action.id,
                title: view.title,
                line: `${formatStake(view.action.stakePerDay)} · ${formatCounted(view.attempts, 'attempt')}`,
                chip: <Chip tone={look.tone}>{look.text}</Chip>,
              };
            })}
            selectedId={chosen?.action.id ?? null}
            onSelect={(action) => void navigate({ replace: true, search: (now) => ({ ...now, action }) })}
            onOpen={() => document.getElementById('action-detail')?.focus()}
          />
        </Card>
      }
      detail={
        <Card kind="detail" aria-label="Selected action">
          {chosen !== undefined && <ActionDetail key={chosen.action.id} view={chosen} zone={zone} />}
        </Card>
      }
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../app/client.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Card } from '../../components/card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Section } from '../../components/section.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { CapsForm } from './caps-form.tsx';
import { ConnectionsForm } from './connections-form.tsx';
import { Members } from './members.tsx';
import classes from './settings.module.css';

const session = api.members.session.queryOptions();
const connections = api.workspace.connections.queryOptions();
const status = workspaceStatus;

/** Who may do what, how much may be spent, and where actions go. */
export function SettingsPage() {
  const members = useQuery(session);
  const lines = useQuery(connections);
  const workspace = useQuery(status);
  useEffect(() => {
    document.title = 'Settings · Growth Workbench';
  }, []);
  const line =
    workspace.data === undefined
      ? 'Members, caps and connections of this workspace'
      : `${workspace.data.name} · days in ${workspace.data.zone} · money in ${workspace.data.currency} · version ${workspace.data.version}`;
  return (
    <Page title="Settings" line={line}>
      <div className={classes.columns}>
        <Card className={classes.card}>
          <Section title="Members">
            <Loaded
              query={members}
              queryKey={session.queryKey}
              skeleton={<Bars rows={4} />}
              works="Reads and proofs need no member."
            >
              {(data) => <Members session={data} />}
            </Loaded>
          </Section>
        </Card>
        <div className={classes.column}>
          <Card>
            <Section title="Spend caps">
              <Loaded
                query={workspace}
                queryKey={status.queryKey}
                skeleton={<Bars rows={2} height={24} />}
                works="The caps in force stay in force."
              >
                {(data) => (
                  <CapsForm caps={data.caps} key={`${data.caps.perDay.minor}/${data.caps.twoApproversAbove.minor}`} />
                )}
              </Loaded>
            </Section>
          </Card>
          <Card>
            <Section title="Connections">
              <Loaded
                query={lines}
                queryKey={connections.queryKey}
                skeleton={<Bars rows={5} height={24} />}
                works="Everything but sync works without them."
              >
                {(data) => <ConnectionsForm connections={data} />}
              </Loaded>
            </Section>
          </Card>
        </div>
      </div>
    </Page>
  );
}

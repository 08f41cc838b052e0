import { Button, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FeatureFlag } from '../../../../engine/contract/index.ts';
import { cleanText, formatText, MISSING } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { Card } from '../../../components/card.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Empty } from '../../../components/empty.tsx';
import { FailureNote } from '../../../components/failed.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import classes from '../experiments.module.css';
import { AddFlag } from './add-flag.tsx';

const options = api.experiments.flags.queryOptions();

/** The feature flags: off unless somebody turned them on, with who they serve and why. */
export function Flags() {
  const query = useQuery(options);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      framed="all"
      skeleton={<Bars rows={5} height={20} />}
      works="Experiments and their results still work."
    >
      {(flags) => <FlagList flags={flags} />}
    </Loaded>
  );
}

function FlagList({ flags }: { readonly flags: readonly FeatureFlag[] }) {
  const queryClient = useQueryClient();
  const [isAdding, setIsAdding] = useState(false);
  const set = useMutation(
    api.experiments.setFlag.mutationOptions({
      onSuccess: (now, { key, enabled }) => {
        queryClient.setQueryData(options.queryKey, now);
        notifications.show({ message: `${key} is ${enabled ? 'on' : 'off'} now.` });
      },
    }),
  );
  return (
    <Card className={classes.flags} aria-labelledby="flags">
      <h2 id="flags">Flags</h2>
      <p>Off unless turned on. A flag that is off gives everybody nothing, and its experiment assigns nobody.</p>
      {set.isError && <FailureNote failure={toFailure(set.error)} />}
      {flags.length === 0 ? (
        <Empty
          title="There are no flags yet"
          why="A flag comes with the experiment that decides its value, or on its own."
        />
      ) : (
        <DataTable
          caption="Feature flags"
          columns={[
            { head: 'Flag' },
            { head: 'On' },
            { head: 'Value without an experiment' },
            { head: 'Experiment' },
            { head: 'Note', grow: true },
          ]}
          rows={flags.map((flag) => ({
            key: flag.key,
            cells: [
              <span key="key" className={classes.key}>
                {cleanText(flag.key)}
              </span>,
              <Switch
                key="on"
                aria-label={`${cleanText(flag.key)} is on`}
                checked={flag.enabled}
                disabled={set.isPending && set.variables.key === flag.key}
                onChange={(event) =>
                  set.mutate({ key: flag.key, enabled: event.currentTarget.checked, note: flag.note })
                }
              />,
              valueText(flag.value),
              flag.experiment === null ? (
                MISSING
              ) : (
                <Link key="experiment" to="/experiments" search={{ key: flag.experiment }}>
                  {cleanText(flag.experiment)}
                </Link>
              ),
              <Note
                key={`note ${flag.note}`}
                flag={flag}
                onSave={(note) => set.mutate({ key: flag.key, enabled: flag.enabled, note })}
              />,
            ],
          }))}
        />
      )}
      {isAdding ? (
        <AddFlag
          taken={flags.map(({ key }) => key)}
          isPending={set.isPending}
          onCancel={() => setIsAdding(false)}
          onAdd={(flag) => set.mutate(flag, { onSuccess: () => setIsAdding(false) })}
        />
      ) : (
        <Button mt={10} onClick={() => setIsAdding(true)}>
          Add a flag…
        </Button>
      )}
    </Card>
  );
}

/** A value as whoever asks for the flag gets it: true and false are no words of a sentence. */
const valueText = (value: FeatureFlag['value']): string =>
  typeof value === 'boolean'
    ? String(value)
    : formatText(typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

/** Why a flag is as it is; kept when the field is left or `Enter` is pressed. */
function Note({ flag, onSave }: { readonly flag: FeatureFlag; readonly onSave: (note: string) => void }) {
  const [note, setNote] = useState(flag.note);
  const save = (): void => {
    if (note.trim() !== flag.note) onSave(note.trim());
  };
  return (
    <TextInput
      aria-label={`Note on ${cleanText(flag.key)}`}
      placeholder="Why it is on or off"
      value={note}
      maxLength={400}
      onChange={(event) => setNote(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

import { Button, Popover, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Annotation, Days } from '../../../engine/contract/index.ts';
import { formatDay } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailureNote } from '../../components/failed.tsx';
import { isDay } from '../calendar.ts';
import { Trigger } from '../scope-bar/trigger.tsx';
import { annotationsQuery } from '../tile-query.ts';
import classes from './notes.module.css';

const LONGEST = 200;

interface NotesButtonProps {
  /** The days of the data. */
  readonly within: Days | null;
  /** The day a new note is put on unless another is chosen. */
  readonly day: string | null;
}

/** Notes on days: shown on every chart over days, listed and let go of here. */
export function NotesButton({ within, day }: NotesButtonProps) {
  const [opened, setOpened] = useState(false);
  const { data: notes = [] } = useQuery(annotationsQuery);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus width={340}>
      <Popover.Target>
        <Trigger
          label="Notes"
          value={notes.length === 0 ? '' : notes.length}
          data-scope="notes"
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label="Notes on days">
        {opened && (
          <div className={classes.panel}>
            <NoteForm within={within} day={day} />
            <NoteList notes={notes} />
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function NoteForm({ within, day: first }: NotesButtonProps) {
  const queryClient = useQueryClient();
  const [day, setDay] = useState<string | null>(first);
  const [text, setText] = useState('');
  const add = useMutation(
    api.dashboards.annotate.mutationOptions({
      onSuccess: (notes) => {
        queryClient.setQueryData(annotationsQuery.queryKey, notes);
        setText('');
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (day !== null && isDay(day) && text.trim() !== '') add.mutate({ day, text: text.trim() });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <DateInput
        label="Day"
        size="xs"
        value={day}
        onChange={setDay}
        valueFormat="D MMM YYYY"
        firstDayOfWeek={1}
        weekendDays={[]}
        highlightToday={false}
        popoverProps={{ withinPortal: false }}
        {...(within === null ? {} : { minDate: within.from, maxDate: within.to })}
      />
      <TextInput
        label="What happened"
        value={text}
        maxLength={LONGEST}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      {add.isError && <FailureNote failure={toFailure(add.error)} />}
      <Button type="submit" loading={add.isPending} disabled={day === null || text.trim() === ''}>
        Add note
      </Button>
    </form>
  );
}

function NoteList({ notes }: { readonly notes: readonly Annotation[] }) {
  const queryClient = useQueryClient();
  const remove = useMutation(
    api.dashboards.removeAnnotation.mutationOptions({
      onSuccess: (left) => queryClient.setQueryData(annotationsQuery.queryKey, left),
    }),
  );
  if (notes.length === 0) return <p className="muted">A note stands on every chart over days.</p>;
  return (
    <>
      {remove.isError && <FailureNote failure={toFailure(remove.error)} />}
      <ul className={classes.list} aria-label="Notes">
        {notes.toReversed().map(({ id, day, text }) => (
          <li key={id}>
            <span className="muted">{formatDay(day)}</span>
            <span>{text}</span>
            <button
              type="button"
              className={classes.remove}
              aria-label={`Remove the note of ${formatDay(day)}`}
              onClick={() => remove.mutate({ id })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

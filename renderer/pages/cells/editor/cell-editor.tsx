import '@mantine/dates/styles.css';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { CellVocabulary } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { AsideCard, ProblemList } from '../../../components/editor/aside-card.tsx';
import { EditorFrame } from '../../../components/editor/editor-frame.tsx';
import { focusField } from '../../../components/editor/focus-field.ts';
import { FailureNote } from '../../../components/failed.tsx';
import { Page } from '../../../components/page.tsx';
import { UnsavedWarning } from '../../../components/unsaved.tsx';
import { useSignIn } from '../../../stores/sign-in.ts';
import { ruleSentences } from '../detail/rule-words.ts';
import classes from './editor.module.css';
import { CellFormProvider, useCell } from './form-context.ts';
import { PLACES, readCell } from './read-cell.ts';
import { refusedField } from './refusal.ts';
import { RulePart } from './rule-part.tsx';
import type { CellValues } from './values.ts';
import { WhatPart } from './what-part.tsx';
import { WherePart } from './where-part.tsx';

interface CellEditorProps {
  readonly initial: CellValues;
  /** Not saved yet: its key can still be chosen. */
  readonly isNew: boolean;
  /** Keys of the other cells. */
  readonly taken: readonly string[];
  readonly vocabulary: CellVocabulary;
}

/** Writes the plan of one cell: its parts, what is wrong with them, its rule in words. What the engine refuses stands beside its field. */
export function CellEditor({ initial, isNew, taken, vocabulary }: CellEditorProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const ask = useSignIn((state) => state.ask);
  const session = useQuery(api.members.session.queryOptions());
  const { currency } = vocabulary;
  const read = (values: CellValues) => readCell(values, { currency, taken });
  // Leaving right after a save is no loss, though the render at hand still holds what was typed before it.
  const isSaved = useRef(false);
  const form = useCell({
    initialValues: initial,
    onValuesChange: () => {
      isSaved.current = false;
    },
    validate: (values) => {
      const found = read(values);
      return found.ok ? {} : { ...found.problems };
    },
  });
  const [tried, setTried] = useState(false);
  const now = read(form.values);
  const save = useMutation(
    api.cells.save.mutationOptions({
      onSuccess: ({ design }) => {
        isSaved.current = true;
        void queryClient.invalidateQueries({ queryKey: api.cells.key() });
        notifications.show({ message: `${cleanText(design.name)} is planned. Start it when it is ready.` });
        void navigate({ to: '/cells', search: { key: design.key } });
      },
      onError: (error) => {
        const { code, message } = toFailure(error);
        const field = refusedField(code, form.values);
        if (field === null) return;
        form.setFieldError(field, message);
        window.setTimeout(() => focusField(field));
      },
    }),
  );
  const submit = (): void => {
    setTried(true);
    form.validate();
    if (now.ok) save.mutate({ cell: now.design });
    else {
      const [first] = Object.keys(now.problems);
      if (first !== undefined) window.setTimeout(() => focusField(first));
    }
  };
  const problems = now.ok || !tried ? {} : now.problems;
  return (
    <CellFormProvider form={form}>
      <Page
        title={isNew ? 'New cell' : `Plan of ${cleanText(initial.name)}`}
        line="One thing tried on one audience in one channel; nothing runs until it is started"
        actions={
          <>
            <Button variant="subtle" onClick={() => void navigate({ to: '/cells' })}>
              ‹ All cells
            </Button>
            {session.data?.member === null ? (
              <Button variant="filled" onClick={() => ask()}>
                Sign in to save…
              </Button>
            ) : (
              <Button variant="filled" loading={save.isPending} onClick={submit}>
                Save the plan
              </Button>
            )}
          </>
        }
      >
        <EditorFrame
          label="Plan of the cell"
          inputs={form.getInputProps}
          onSubmit={submit}
          asideLabel="What is missing, and the rule in words"
          aside={
            <>
              {Object.keys(problems).length > 0 && (
                <AsideCard title="Not right yet" className={classes.aside}>
                  <ProblemList problems={problems} placeOf={(path) => PLACES[path] ?? path} />
                </AsideCard>
              )}
              <AsideCard title="The rule in words" className={classes.aside}>
                {now.ok ? (
                  <ul>
                    {ruleSentences(now.design.rule, { reward: now.design.reward, currency }).map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                ) : (
                  <p className={classes.later}>It is here once the plan is complete.</p>
                )}
              </AsideCard>
            </>
          }
        >
          {save.isError && <FailureNote failure={toFailure(save.error)} />}
          <WhatPart isNew={isNew} vocabulary={vocabulary} />
          <WherePart vocabulary={vocabulary} />
          <RulePart currency={currency} />
        </EditorFrame>
      </Page>
      <UnsavedWarning isDirty={() => !isSaved.current && form.isDirty()} />
    </CellFormProvider>
  );
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ExperimentDesign, ExperimentList } from '../../../../engine/contract/index.ts';
import type { Day } from '../../../../engine/core/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { AsideCard, ProblemList } from '../../../components/editor/aside-card.tsx';
import { EditorFrame } from '../../../components/editor/editor-frame.tsx';
import { FailureNote } from '../../../components/failed.tsx';
import { Page } from '../../../components/page.tsx';
import { UnsavedWarning } from '../../../components/unsaved.tsx';
import { useSignIn } from '../../../stores/sign-in.ts';
import type { SeenInData } from '../lifecycle/count-from.tsx';
import { StartDialog } from '../lifecycle/start-dialog.tsx';
import { useLifecycle } from '../lifecycle/use-lifecycle.ts';
import { Contents } from './contents.tsx';
import { focusField } from './focus-field.ts';
import { DesignFormProvider, useDesign } from './form-context.ts';
import { Metrics } from './metrics.tsx';
import { placeOf } from './places.ts';
import { Plan } from './plan.tsx';
import { missingForStart, type Problems, readDesign } from './problems.ts';
import { Review } from './review.tsx';
import { Rule } from './rule.tsx';
import { sectionDomId } from './section.tsx';
import { SizeCard } from './size-card.tsx';
import { amountOf } from './to-candidate.ts';
import { useSize } from './use-size.ts';
import type { DesignValues } from './values.ts';
import { Variations } from './variations.tsx';
import { What } from './what.tsx';
import { Who } from './who.tsx';

interface DesignEditorProps {
  readonly initial: DesignValues;
  /** Not saved yet: its key can still be chosen. */
  readonly isNew: boolean;
  /** The experiments there are: their keys are taken, their namespaces are in the picture; and those found in the data. */
  readonly list: ExperimentList;
}

const NONE: Problems = {};

/** What the list says of an experiment with exposures: of a draft, or of one that nobody designed before. */
function seenOf({ key, unit }: ExperimentDesign, list: ExperimentList): SeenInData {
  const found = list.undefined.find((one) => one.key === key && one.unit === unit);
  const firstDay = list.experiments.find((row) => row.key === key)?.firstDay ?? null;
  return found ?? { firstDay, lastDay: null };
}

/** Writes one design: its parts, what is wrong with them, the size it needs; saves it as a draft and starts it. */
export function DesignEditor({ initial, isNew: wasNew, list }: DesignEditorProps) {
  const others = list.experiments;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const ask = useSignIn((state) => state.ask);
  const session = useQuery(api.members.session.queryOptions());
  const vocabulary = useQuery(api.experiments.vocabulary.queryOptions());
  // A draft may be saved and not started after all: from then on it is that draft that is edited.
  const [savedKey, setSavedKey] = useState(wasNew ? null : initial.key);
  const isNew = savedKey === null;
  const taken = isNew ? others.map(({ key }) => key) : [];
  // Leaving right after a save is no loss, though the render at hand still holds what was typed before it.
  const isSaved = useRef(false);
  const form = useDesign({
    initialValues: initial,
    onValuesChange: () => {
      isSaved.current = false;
    },
    // What is said beside a field comes and goes with what is wrong with it, not with the next key.
    clearInputErrorOnChange: false,
  });
  const { values, setErrors } = form;
  const now = readDesign(values, taken);
  const problems = now.ok ? NONE : now.problems;
  const [tried, setTried] = useState(false);
  const said = JSON.stringify(problems);
  // biome-ignore lint/correctness/useExhaustiveDependencies: problems are made anew each time; their words say whether they are others
  useEffect(() => {
    if (tried) setErrors({ ...problems });
  }, [tried, said]);
  const [starting, setStarting] = useState<ExperimentDesign | null>(null);
  const { query: size, isComplete } = useSize(values);
  const save = useMutation(
    api.experiments.save.mutationOptions({
      onSuccess: ({ design }) => {
        isSaved.current = true;
        setSavedKey(design.key);
        form.resetDirty();
        void queryClient.invalidateQueries({ queryKey: api.experiments.key() });
      },
    }),
  );
  const startButton = useRef<HTMLButtonElement>(null);
  const closeStart = (): void => {
    setStarting(null);
    // The dialog is gone with its experiment, so it can not give the focus back itself.
    window.setTimeout(() => startButton.current?.focus());
  };
  const { start } = useLifecycle(cleanText(values.name), closeStart);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when a new design is opened
  useEffect(() => {
    if (wasNew) focusField('name');
  }, []);

  /** The design when it is one; else the first field that is wrong gets the focus. */
  const checked = (): ExperimentDesign | null => {
    setTried(true);
    if (now.ok) return now.design;
    const [first] = Object.keys(now.problems);
    if (first !== undefined) window.setTimeout(() => focusField(first));
    return null;
  };
  const saveDraft = (): void => {
    const design = checked();
    if (design !== null)
      save.mutate(
        { design },
        {
          onSuccess: () => {
            notifications.show({ message: `${cleanText(design.name)} is saved as a draft.` });
            void navigate({ to: '/experiments', search: { key: design.key } });
          },
        },
      );
  };
  const review = (): void => {
    const design = checked();
    if (design === null) return;
    if (missingForStart(values).length > 0) document.getElementById(sectionDomId('review'))?.focus();
    else {
      start.reset();
      save.reset();
      setStarting(design);
    }
  };
  const startNow = (design: ExperimentDesign, since: Day | null): void => {
    const input = { key: design.key, ...(since === null ? {} : { since }) };
    if (!isNew && !form.isDirty()) start.mutate(input);
    else save.mutate({ design }, { onSuccess: () => start.mutate(input) });
  };
  const isSignedOut = session.data?.member === null;
  return (
    <DesignFormProvider form={form}>
      <Page
        title={isNew ? 'New experiment' : `Draft: ${cleanText(initial.name)}`}
        line="A draft until it is started; from then on its design is fixed"
        actions={
          <>
            <Button variant="subtle" onClick={() => void navigate({ to: '/experiments' })}>
              ‹ All experiments
            </Button>
            {isSignedOut ? (
              <Button variant="filled" onClick={() => ask()}>
                Sign in to save…
              </Button>
            ) : (
              <>
                <Button loading={save.isPending && starting === null} onClick={saveDraft}>
                  Save draft
                </Button>
                <Button variant="filled" ref={startButton} onClick={review}>
                  Save and start…
                </Button>
              </>
            )}
          </>
        }
      >
        <EditorFrame
          label="Design of the experiment"
          inputs={form.getInputProps}
          onSubmit={saveDraft}
          contents={<Contents problems={tried ? problems : NONE} />}
          asideLabel="Size and what is missing"
          aside={
            <>
              <SizeCard
                query={size}
                isComplete={isComplete}
                hasPlan={values.hasPlan}
                planned={amountOf(values.plan.days)}
                onPlan={(days) => {
                  form.setFieldValue('plan.days', days);
                  focusField('plan.days');
                }}
              />
              {tried && !now.ok && (
                <AsideCard title="Not right yet">
                  <ProblemList problems={problems} placeOf={placeOf} onGo={focusField} />
                </AsideCard>
              )}
            </>
          }
        >
          {save.isError && <FailureNote failure={toFailure(save.error)} />}
          <What isNew={isNew} />
          <Who vocabulary={vocabulary.data} others={others} />
          <Variations />
          <Metrics vocabulary={vocabulary.data} />
          <Rule />
          <Plan vocabulary={vocabulary.data} size={isComplete ? size.data : undefined} />
          <Review values={values} read={now} tried={tried} />
        </EditorFrame>
      </Page>
      <UnsavedWarning isDirty={() => !isSaved.current && form.isDirty()} />
      {starting !== null && (
        <StartDialog
          opened
          onClose={closeStart}
          design={starting}
          seen={seenOf(starting, list)}
          isPending={save.isPending || start.isPending}
          error={start.error ?? save.error}
          onConfirm={(since) => startNow(starting, since)}
        />
      )}
    </DesignFormProvider>
  );
}

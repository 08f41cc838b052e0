import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExperimentResult } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { AllowedButton } from '../../../components/allowed-button.tsx';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';
import { useLifecycle } from './use-lifecycle.ts';

type Step = 'start' | 'stop' | 'remove';

/** What can be done with an experiment where it stands: edit, remove and start a draft, stop what runs, write another like it. */
export function LifecycleActions({ result }: { readonly result: ExperimentResult }) {
  const { design, status } = result.read.experiment;
  const { may } = result;
  const navigate = useNavigate();
  const [step, setStep] = useState<Step | null>(null);
  const close = (): void => setStep(null);
  const { start, stop, remove } = useLifecycle(cleanText(design.name), close);
  const open = (next: Step): void => {
    for (const change of [start, stop, remove]) change.reset();
    setStep(next);
  };
  return (
    <>
      {status === 'draft' && (
        <>
          <AllowedButton may={may.edit} color="red" onClick={() => open('remove')}>
            Remove draft…
          </AllowedButton>
          <AllowedButton
            may={may.edit}
            onClick={() => void navigate({ to: '/experiments/edit', search: { key: design.key } })}
          >
            Edit…
          </AllowedButton>
          <AllowedButton may={may.start} variant="filled" onClick={() => open('start')}>
            Start…
          </AllowedButton>
        </>
      )}
      {status !== 'draft' && (
        <AllowedButton
          may={{ allowed: true, reason: '' }}
          onClick={() => void navigate({ to: '/experiments/edit', search: { like: design.key } })}
        >
          Write another like it…
        </AllowedButton>
      )}
      {status === 'running' && (
        <AllowedButton may={may.stop} color="red" onClick={() => open('stop')}>
          Stop…
        </AllowedButton>
      )}
      <StartDialog
        opened={step === 'start'}
        onClose={close}
        design={design}
        seen={result.read}
        isPending={start.isPending}
        error={start.error}
        onConfirm={(since) => start.mutate({ key: design.key, ...(since === null ? {} : { since }) })}
      />
      <ReasonDialog
        opened={step === 'stop'}
        onClose={close}
        title={`Stop ${cleanText(design.name)}`}
        happens="Nobody new takes part from now on, and everybody gets what they would get without it. It can still be read and decided; it can not be started again."
        action="Stop the experiment"
        isPending={stop.isPending}
        error={stop.error}
        onConfirm={(reason) => stop.mutate({ key: design.key, reason })}
      />
      <ReasonDialog
        opened={step === 'remove'}
        onClose={close}
        title={`Remove the draft ${cleanText(design.name)}`}
        happens="The draft is taken off the list. The audit keeps that it was there."
        action="Remove the draft"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={(reason) => remove.mutate({ key: design.key, reason })}
      />
    </>
  );
}

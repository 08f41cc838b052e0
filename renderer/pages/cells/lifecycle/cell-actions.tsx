import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { toFailure } from '../../../app/failure.ts';
import { AllowedButton } from '../../../components/allowed-button.tsx';
import { FailureNote } from '../../../components/failed.tsx';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';
import { useLifecycle } from './use-lifecycle.ts';

type Step = 'start' | 'pause' | 'end' | 'remove';

/** What can be done with a cell where it stands; what can not says why. */
export function CellActions({ row }: { readonly row: ExploreCellRow }) {
  const { design, status } = row.cell;
  const { may } = row;
  const { key } = design;
  const name = cleanText(design.name);
  const navigate = useNavigate();
  const [step, setStep] = useState<Step | null>(null);
  const close = (): void => setStep(null);
  const { start, pause, resume, end, remove } = useLifecycle(name, close);
  const open = (next: Step): void => {
    for (const change of [start, pause, resume, end, remove]) change.reset();
    setStep(next);
  };
  return (
    <>
      {resume.isError && <FailureNote failure={toFailure(resume.error)} />}
      {status === 'planned' && (
        <>
          <AllowedButton may={may.start} variant="filled" onClick={() => open('start')}>
            Start…
          </AllowedButton>
          <AllowedButton may={may.edit} onClick={() => void navigate({ to: '/cells/edit', search: { key } })}>
            Edit…
          </AllowedButton>
          <AllowedButton may={may.edit} color="red" onClick={() => open('remove')}>
            Remove…
          </AllowedButton>
        </>
      )}
      {status === 'running' && (
        <AllowedButton may={may.pause} onClick={() => open('pause')}>
          Pause…
        </AllowedButton>
      )}
      {status === 'paused' && (
        <AllowedButton
          may={may.pause}
          variant="filled"
          loading={resume.isPending}
          onClick={() => resume.mutate({ key })}
        >
          Resume
        </AllowedButton>
      )}
      {(status === 'running' || status === 'paused') && (
        <AllowedButton may={may.end} color="red" onClick={() => open('end')}>
          End…
        </AllowedButton>
      )}
      {status !== 'planned' && (
        <AllowedButton
          may={{ allowed: true, reason: '' }}
          onClick={() => void navigate({ to: '/cells/edit', search: { like: key } })}
        >
          Plan another like it…
        </AllowedButton>
      )}
      <StartDialog
        opened={step === 'start'}
        onClose={close}
        design={design}
        isPending={start.isPending}
        error={start.error}
        onConfirm={() => start.mutate({ key })}
      />
      <ReasonDialog
        opened={step === 'pause'}
        onClose={close}
        title={`Pause ${name}`}
        happens="It is still read every night, but its arms are not to get traffic until somebody resumes it."
        action="Pause the cell"
        isPending={pause.isPending}
        error={pause.error}
        onConfirm={(reason) => pause.mutate({ key, reason })}
      />
      <ReasonDialog
        opened={step === 'end'}
        onClose={close}
        title={`End ${name}`}
        happens="It is not read any more and can not be started again. What was learned stays, with its nights and decisions."
        action="End the cell"
        isPending={end.isPending}
        error={end.error}
        onConfirm={(reason) => end.mutate({ key, reason })}
      />
      <ReasonDialog
        opened={step === 'remove'}
        onClose={close}
        title={`Remove the plan of ${name}`}
        happens="It is taken off the grid. The audit keeps that it was there."
        action="Remove the plan"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={(reason) => remove.mutate({ key, reason })}
      />
    </>
  );
}

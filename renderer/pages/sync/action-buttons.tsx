import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionView } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailureNote } from '../../components/failed.tsx';
import { payloadWords } from '../../components/payload-words.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';

/** A dead letter is tried again or given up; a waiting action can go out at once; a confirmed one can be taken back. */
export function ActionButtons({ view }: { readonly view: ActionView }) {
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'discard' | 'rollback' | null>(null);
  const done = (message: string) => () => {
    setDialog(null);
    notifications.show({ message });
    void queryClient.invalidateQueries();
  };
  const { id } = view.action;
  const retry = useMutation(api.sync.retry.mutationOptions({ onSuccess: done('It is tried again.') }));
  const discard = useMutation(api.sync.discard.mutationOptions({ onSuccess: done('The action is given up.') }));
  const publish = useMutation(api.creative.publish.mutationOptions({ onSuccess: done('It went out.') }));
  const rollback = useMutation(
    api.creative.rollback.mutationOptions({ onSuccess: done('The roll-back is on its way.') }),
  );
  const isStuck = view.state === 'dead_letter';
  const isWaiting = view.state === 'journaled';
  const mayHaveEffect = view.steps.some(({ phase }) => phase !== 'not_done');
  const { undone } = payloadWords(view.action.payload);
  const canRollBack = undone !== null && (view.state === 'confirmed' || (isStuck && mayHaveEffect));
  const canDiscard = isWaiting || (isStuck && !mayHaveEffect);
  const failed = retry.error ?? publish.error;
  if (!isStuck && !isWaiting && !canRollBack) return <span className="muted">Nothing to do here.</span>;
  return (
    <>
      {failed !== null && <FailureNote failure={toFailure(failed)} />}
      {isStuck && (
        <Button variant="filled" loading={retry.isPending} onClick={() => retry.mutate({ id })}>
          Try again
        </Button>
      )}
      {isWaiting && (
        <Button variant="filled" loading={publish.isPending} onClick={() => publish.mutate({ actionId: id })}>
          Send now
        </Button>
      )}
      {canDiscard && (
        <Button color="red" onClick={() => setDialog('discard')}>
          Discard…
        </Button>
      )}
      {canRollBack && (
        <Button color="red" onClick={() => setDialog('rollback')}>
          Roll back…
        </Button>
      )}
      <ReasonDialog
        opened={dialog === 'discard'}
        onClose={() => setDialog(null)}
        title="Discard the action"
        happens="The action is given up and never sent. Nothing of it was made."
        action="Discard"
        isPending={discard.isPending}
        error={discard.error}
        onConfirm={(reason) => discard.mutate({ id, reason })}
      />
      <ReasonDialog
        opened={dialog === 'rollback'}
        onClose={() => setDialog(null)}
        title="Roll back"
        happens={undone ?? ''}
        action="Roll back"
        isPending={rollback.isPending}
        error={rollback.error}
        onConfirm={(reason) => rollback.mutate({ actionId: id, reason })}
      />
    </>
  );
}

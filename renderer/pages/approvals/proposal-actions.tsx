import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProposalView } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { useSignIn } from '../../stores/sign-in.ts';
import classes from './approvals.module.css';
import { ApproveDialog } from './approve-dialog.tsx';

type Reasoned = 'request_changes' | 'reject' | 'withdraw' | 'roll_back';

const ASKS: Readonly<Record<Reasoned, { title: string; happens: string; action: string; done: string }>> = {
  request_changes: {
    title: 'Ask for changes',
    happens: 'The proposal goes back to its proposer, who makes a new one. Nothing is sent.',
    action: 'Ask for changes',
    done: 'The proposal went back to its proposer.',
  },
  reject: {
    title: 'Reject',
    happens: 'The proposal ends here. Nothing is sent.',
    action: 'Reject',
    done: 'The proposal is rejected.',
  },
  withdraw: {
    title: 'Withdraw',
    happens: 'You take your proposal back. Nothing is sent.',
    action: 'Withdraw',
    done: 'The proposal is withdrawn.',
  },
  roll_back: {
    title: 'Roll back',
    happens: 'Sync deletes what this action made on Meta, newest first. It lowers spend, so it needs no approval.',
    action: 'Roll back',
    done: 'The roll-back is on its way.',
  },
};

/** What the person who is signed in can do with a proposal now, and why not the rest. */
export function ProposalActions({ view }: { readonly view: ProposalView }) {
  const queryClient = useQueryClient();
  const session = useQuery(api.members.session.queryOptions());
  const signIn = useSignIn((state) => state.ask);
  const [open, setOpen] = useState<'approve' | Reasoned | null>(null);
  const [kind, setKind] = useState<Reasoned>('reject');
  const close = (): void => setOpen(null);
  const finish = (): void => {
    close();
    notifications.show({ message: ASKS[kind].done });
    void queryClient.invalidateQueries();
  };
  const decide = useMutation(api.approvals.decide.mutationOptions({ onSuccess: finish }));
  const rollBack = useMutation(api.creative.rollback.mutationOptions({ onSuccess: finish }));
  const ask = (next: Reasoned) => () => {
    decide.reset();
    rollBack.reset();
    setKind(next);
    setOpen(next);
  };
  const confirm = (reason: string): void => {
    if (kind !== 'roll_back') decide.mutate({ id: view.proposal.id, decision: { kind, reason } });
    else if (view.actionId !== null) rollBack.mutate({ actionId: view.actionId, reason });
  };

  const member = session.data?.member ?? null;
  const isOwn = member?.id === view.proposal.proposerId;
  return (
    <>
      {view.state === 'in_review' && (
        <>
          <Button
            variant="filled"
            disabled={!view.mayApprove.allowed}
            aria-describedby="may-approve"
            onClick={() => setOpen('approve')}
          >
            Approve and sign…
          </Button>
          {!isOwn && <Button onClick={ask('request_changes')}>Ask for changes…</Button>}
          {!isOwn && (
            <Button color="red" onClick={ask('reject')}>
              Reject…
            </Button>
          )}
          {isOwn && <Button onClick={ask('withdraw')}>Withdraw…</Button>}
          {member === null && <Button onClick={signIn}>Sign in…</Button>}
          <span id="may-approve" className={classes.why}>
            {view.mayApprove.allowed ? '' : view.mayApprove.reason}
          </span>
        </>
      )}
      {view.actionState === 'confirmed' && (
        <Button color="red" onClick={ask('roll_back')}>
          Roll back…
        </Button>
      )}
      <ApproveDialog opened={open === 'approve'} onClose={close} view={view} />
      <ReasonDialog
        opened={open !== null && open !== 'approve'}
        onClose={close}
        title={ASKS[kind].title}
        happens={ASKS[kind].happens}
        action={ASKS[kind].action}
        isPending={decide.isPending || rollBack.isPending}
        error={decide.error ?? rollBack.error}
        onConfirm={confirm}
      />
    </>
  );
}

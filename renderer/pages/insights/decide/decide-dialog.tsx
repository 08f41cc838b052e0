import { Button, Modal, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ArmRead, BanditDecision, BanditRead } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { ADVICE_LOOKS, DECISION_WORDS } from '../../../components/cell-looks.ts';
import dialog from '../../../components/decide-dialog.module.css';
import { FailureNote } from '../../../components/failed.tsx';
import { useSignIn } from '../../../stores/sign-in.ts';
import { againstAdvice, whatHappens } from './what-happens.ts';

interface DecideDialogProps {
  /** null: closed. */
  readonly asked: BanditDecision['decision'] | null;
  readonly onClose: () => void;
  readonly read: BanditRead;
  readonly arm: ArmRead;
}

/** What will happen, and why it is right. Promote and kill make a proposal; keep is noted. */
export function DecideDialog({ asked, onClose, read, arm }: DecideDialogProps) {
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={asked === null ? '' : `${DECISION_WORDS[asked]} ${cleanText(arm.label)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {asked !== null && <DecideForm decision={asked} onClose={onClose} read={read} arm={arm} />}
    </Modal>
  );
}

interface DecideFormProps extends Omit<DecideDialogProps, 'asked'> {
  readonly decision: BanditDecision['decision'];
}

function DecideForm({ decision, onClose, read, arm }: DecideFormProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const ask = useSignIn((state) => state.ask);
  const session = useQuery(api.members.session.queryOptions());
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { key } = read.cell.design;
  const decide = useMutation(
    api.bandits.decide.mutationOptions({
      onSuccess: ({ proposal }) => {
        onClose();
        void queryClient.invalidateQueries({ queryKey: api.bandits.key() });
        if (proposal === null) {
          notifications.show({
            title: 'Kept',
            message: `${cleanText(arm.label)} stays as it is; your reason is noted.`,
          });
          return;
        }
        notifications.show({ title: 'Proposed', message: `${proposal.proposal.title} waits for an approver.` });
        void navigate({ to: '/approvals', search: { proposal: proposal.proposal.id } });
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') decide.mutate({ cell: key, arm: arm.arm, decision, reason: reason.trim() });
  };
  const against = againstAdvice(decision, arm, read);
  const says = ADVICE_LOOKS[read.advice.kind].word.toLowerCase();
  return (
    <form className={dialog.form} onSubmit={submit} noValidate>
      {against !== null && (
        <p className={dialog.against} role="note">
          ! The read says “{says}”: {against} Say in the reason why this is right all the same.
        </p>
      )}
      <Textarea
        label="Reason"
        description={decision === 'keep' ? 'It stays in the audit' : 'The approver reads it, and it stays in the audit'}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={3}
        maxLength={2000}
        error={tried && reason.trim() === '' ? 'Write a reason' : null}
        data-autofocus
      />
      <p className={dialog.happens}>{whatHappens(decision, arm, read)}</p>
      {decide.isError && <FailureNote failure={toFailure(decide.error)} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        {session.data?.member === null ? (
          <Button variant="filled" onClick={ask}>
            Sign in to {decision === 'keep' ? 'note it' : 'propose'}…
          </Button>
        ) : (
          <Button type="submit" variant="filled" loading={decide.isPending}>
            {decision === 'keep' ? 'Keep' : 'Propose'}
          </Button>
        )}
      </div>
    </form>
  );
}

import { Button, Modal, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ProposalView } from '../../../engine/contract/index.ts';
import { formatCounted, formatId, formatStake } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import dialog from '../../components/dialog.module.css';
import { FailureNote } from '../../components/failed.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { payloadWords } from '../../components/payload-words.ts';

interface ApproveDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly view: ProposalView;
}

/** The decision that is carried out: what is signed, by whom, and the passphrase that opens the key. */
export function ApproveDialog({ opened, onClose, view }: ApproveDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Approve and sign" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ApproveForm onClose={onClose} view={view} />
    </Modal>
  );
}

function ApproveForm({ onClose, view }: Omit<ApproveDialogProps, 'opened'>) {
  const queryClient = useQueryClient();
  const session = useQuery(api.members.session.queryOptions());
  const [passphrase, setPassphrase] = useState('');
  const { proposal } = view;
  const missing = proposal.approvalsNeeded - view.approvals.length - 1;
  const approve = useMutation(
    api.approvals.decide.mutationOptions({
      onSuccess: () => {
        onClose();
        notifications.show({
          title: 'Approved and signed',
          message:
            missing > 0 ? 'One more approver is needed.' : 'It is in the journal and goes out with the next sync.',
        });
        void queryClient.invalidateQueries();
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    approve.mutate({
      id: proposal.id,
      decision: { kind: 'approve', fingerprint: proposal.fingerprint, passphrase },
    });
  };
  return (
    <form className={dialog.form} onSubmit={submit}>
      <KeyValues
        pairs={[
          ['Proposal', proposal.title],
          ['Money', formatStake(proposal.stakePerDay)],
          [
            'Then',
            missing > 0
              ? `${formatCounted(missing, 'more approver')} needed before anything is sent`
              : payloadWords(proposal.payload).carriedOut,
          ],
          [
            'Fingerprint',
            <span key="fingerprint" className="mono">
              sha256 {formatId(proposal.fingerprint, 4, 4)}
            </span>,
          ],
        ]}
      />
      <PasswordInput
        label={`Passphrase of ${session.data?.member?.name ?? 'the approver'}`}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
      />
      {approve.isError && <FailureNote failure={toFailure(approve.error)} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" loading={approve.isPending} disabled={passphrase === ''}>
          Approve and sign
        </Button>
      </div>
    </form>
  );
}

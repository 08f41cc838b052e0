import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyncStatus } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';

/** Stops all dispatch at once, with a reason and without an approval; and lets it go on again. */
export function KillSwitch({ sync }: { readonly sync: SyncStatus }) {
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const { on } = sync.killSwitch;
  const flip = useMutation(
    api.sync.killSwitch.mutationOptions({
      onSuccess: (next) => {
        queryClient.setQueryData(api.sync.status.queryKey(), next);
        setIsOpen(false);
      },
    }),
  );
  const open = (): void => {
    flip.reset();
    setIsOpen(true);
  };
  return (
    <>
      <Button color="red" onClick={open}>
        {on ? 'Resume dispatch…' : 'Stop all dispatch…'}
      </Button>
      <ReasonDialog
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={on ? 'Resume dispatch' : 'Stop all dispatch'}
        happens={
          on
            ? 'Approved actions go out again, after their checks.'
            : 'Nothing more is sent until someone resumes it. What is already on the platform stays as it is; approved actions wait.'
        }
        action={on ? 'Resume dispatch' : 'Stop all dispatch'}
        isPending={flip.isPending}
        error={flip.error}
        onConfirm={(reason) => flip.mutate({ on: !on, reason })}
      />
    </>
  );
}

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../../app/client.ts';

/** Starting, stopping and removing one experiment; each tells what happened and makes what it changed old. */
export function useLifecycle(name: string, onDone: () => void) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const done = (message: string): void => {
    void queryClient.invalidateQueries({ queryKey: api.experiments.key() });
    void queryClient.invalidateQueries({ queryKey: api.workspace.status.key() });
    notifications.show({ message });
    onDone();
  };
  const start = useMutation(
    api.experiments.start.mutationOptions({
      onSuccess: ({ design }) => {
        done(`${name} is running. Its design is fixed from now on.`);
        void navigate({ to: '/experiments', search: { key: design.key } });
      },
    }),
  );
  const stop = useMutation(
    api.experiments.stop.mutationOptions({
      onSuccess: () => done(`${name} is stopped. Nobody new takes part; it can still be read.`),
    }),
  );
  const remove = useMutation(
    api.experiments.remove.mutationOptions({
      onSuccess: ({ key }) => {
        void navigate({ to: '/experiments' });
        queryClient.removeQueries({ queryKey: api.experiments.result.key({ input: { key } }) });
        done(`The draft ${name} is removed.`);
      },
    }),
  );
  return { start, stop, remove };
}

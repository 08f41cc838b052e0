import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../../app/client.ts';

/** What can be done with a cell; each tells what happened and makes what it changed old. */
export function useLifecycle(name: string, onDone: () => void) {
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/cells' });
  const done = (message: string): void => {
    void queryClient.invalidateQueries({ queryKey: api.cells.key() });
    void queryClient.invalidateQueries({ queryKey: api.bandits.key() });
    void queryClient.invalidateQueries({ queryKey: api.workspace.status.key() });
    notifications.show({ message });
    onDone();
  };
  const start = useMutation(
    api.cells.start.mutationOptions({ onSuccess: () => done(`${name} is running. Its rule is fixed from now on.`) }),
  );
  const pause = useMutation(
    api.cells.pause.mutationOptions({ onSuccess: () => done(`${name} is paused. It is still read.`) }),
  );
  const resume = useMutation(api.cells.resume.mutationOptions({ onSuccess: () => done(`${name} runs again.`) }));
  const end = useMutation(
    api.cells.end.mutationOptions({ onSuccess: () => done(`${name} has ended. It stays in the log.`) }),
  );
  const remove = useMutation(
    api.cells.remove.mutationOptions({
      onSuccess: () => {
        void navigate({ search: (now) => ({ ...now, key: undefined }) });
        done(`The plan of ${name} is removed.`);
      },
    }),
  );
  return { start, pause, resume, end, remove };
}

import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { formatBytes } from '../../engine/serializer/index.ts';
import { api } from './client.ts';
import { toFailure } from './failure.ts';

/** Writes the report where the person chooses, and says where it is or why not. */
export function useWriteReport() {
  const mutation = useMutation(
    api.reports.write.mutationOptions({
      onSuccess: (reports) => {
        for (const report of reports)
          notifications.show({
            title: `${report.format.toUpperCase()} report written`,
            message: `${report.path} (${formatBytes(report.bytes)})`,
          });
      },
      onError: (error) => {
        const failure = toFailure(error);
        if (failure.code === 'CANCELLED') return;
        notifications.show({ color: 'red', title: failure.message, message: `${failure.next} ${failure.code}` });
      },
    }),
  );
  return {
    isPending: mutation.isPending,
    write: (formats: ('html' | 'pdf')[]): void => mutation.mutate({ formats }),
  };
}

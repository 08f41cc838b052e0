import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { Report, ReportFormat, ReportRequest } from '../../engine/contract/index.ts';
import { formatBytes, formatCounted } from '../../engine/serializer/index.ts';
import { api } from './client.ts';
import { toFailure } from './failure.ts';

const totalBytes = (reports: readonly Report[]): number => reports.reduce((sum, { bytes }) => sum + bytes, 0);

/** One file by its path, several by their number and the first of them. */
function sayWritten(reports: readonly Report[]): void {
  const [first] = reports;
  if (first === undefined) return;
  const size = formatBytes(totalBytes(reports));
  const isOne = reports.length === 1;
  notifications.show({
    title: isOne ? `${first.format.toUpperCase()} report written` : `${formatCounted(reports.length, 'file')} written`,
    message: isOne ? `${first.path} (${size})` : `${first.path} and more (${size})`,
  });
}

/** What could not be read is not in data files, and says why in its place on paper. */
function sayFailed(reports: readonly Report[]): void {
  const failed = new Map(reports.flatMap((report) => report.failed).map((failure) => [failure.tile, failure]));
  const [first] = failed.values();
  if (first === undefined) return;
  notifications.show({
    color: 'red',
    title: `${formatCounted(failed.size, 'tile')} could not be read`,
    message: `${first.message} ${first.code}`,
  });
}

/** Writes a report where the person chooses, and says where it is or why not. */
export function useWriteReport() {
  const mutation = useMutation(
    api.reports.write.mutationOptions({
      onSuccess: (reports) => {
        sayWritten(reports);
        sayFailed(reports);
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
    write: (request: Omit<ReportRequest, 'target'> | readonly ReportFormat[]): void =>
      mutation.mutate('formats' in request ? request : { formats: request }),
  };
}

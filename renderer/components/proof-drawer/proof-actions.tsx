import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { Proof, ProofRun } from '../../../engine/contract/index.ts';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { api, client } from '../../app/client.ts';
import { copyText } from '../../app/copy-text.ts';
import { toFailure } from '../../app/failure.ts';
import { saveCsv } from '../../app/save-file.ts';
import { FailureNote } from '../failed.tsx';
import classes from './proof-drawer.module.css';

interface ProofActionsProps {
  readonly proof: Proof;
  readonly onRun: (run: ProofRun) => void;
}

/** Run again, copy the query, take the rows along. */
export function ProofActions({ proof, onRun }: ProofActionsProps) {
  const run = useMutation(api.proofs.run.mutationOptions({ onSuccess: onRun }));
  const rows = useMutation({
    mutationFn: () => client.proofs.csv({ id: proof.id }),
    onSuccess: (file) => {
      saveCsv(file.fileName, file.csv);
      notifications.show({ message: `${formatCounted(file.rows, 'row')} in ${file.fileName}` });
    },
  });
  const copy = (): void => {
    const copied = copyText(proof.query.sql);
    notifications.show({
      message: copied ? 'The SQL is copied.' : 'The SQL can not be copied here; select it instead.',
    });
  };
  const failed = run.error ?? rows.error;
  return (
    <footer className={classes.foot}>
      {failed !== null && <FailureNote failure={toFailure(failed)} />}
      <div className={classes.buttons}>
        <Button variant="filled" loading={run.isPending} onClick={() => run.mutate({ id: proof.id })}>
          Run again
        </Button>
        <Button onClick={copy}>Copy SQL</Button>
        <Button loading={rows.isPending} onClick={() => rows.mutate()}>
          Rows as CSV
        </Button>
      </div>
    </footer>
  );
}

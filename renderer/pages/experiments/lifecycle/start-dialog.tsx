import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ExperimentDesign } from '../../../../engine/contract/index.ts';
import type { Day } from '../../../../engine/core/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { toFailure } from '../../../app/failure.ts';
import dialog from '../../../components/dialog.module.css';
import { FailureNote } from '../../../components/failed.tsx';
import { CountFrom, type SeenInData } from './count-from.tsx';
import { FixedFromThenOn } from './fixed-from-then-on.tsx';

interface StartDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly design: ExperimentDesign;
  readonly seen: SeenInData;
  readonly isPending: boolean;
  readonly error: unknown;
  /** @param since the day to count from; null: now. */
  readonly onConfirm: (since: Day | null) => void;
}

/** The last look before units are assigned: what can not be changed afterwards. */
export function StartDialog({ opened, onClose, design, seen, isPending, error, onConfirm }: StartDialogProps) {
  const [since, setSince] = useState<Day | null>(null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={`Start ${cleanText(design.name)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={dialog.form}>
        <p>Units are assigned from now on. This is fixed and can not be changed while it runs:</p>
        <FixedFromThenOn design={design} />
        <CountFrom seen={seen} since={since} onChange={setSince} />
        {error !== null && <FailureNote failure={toFailure(error)} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" loading={isPending} onClick={() => onConfirm(since)} data-autofocus>
            Start and fix the design
          </Button>
        </div>
      </div>
    </Modal>
  );
}

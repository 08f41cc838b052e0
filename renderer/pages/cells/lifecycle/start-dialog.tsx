import { Button, Modal } from '@mantine/core';
import type { ExploreCellDesign } from '../../../../engine/contract/index.ts';
import { cleanText, formatDayRange, formatMoney } from '../../../../engine/serializer/index.ts';
import { toFailure } from '../../../app/failure.ts';
import dialog from '../../../components/dialog.module.css';
import { FailureNote } from '../../../components/failed.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { ruleSentences } from '../detail/rule-words.ts';
import { armsLine, placeName, REWARD_WORDS } from '../words.ts';

interface StartDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly design: ExploreCellDesign;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
}

/** The last look before a cell runs: what it may spend, and the rule that can not be changed afterwards. */
export function StartDialog({ opened, onClose, design, isPending, error, onConfirm }: StartDialogProps) {
  const { reward, budgetCap } = design;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={`Start ${cleanText(design.name)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={dialog.form}>
        <p>Its arms are read every night from now on. This is fixed and can not be changed while it runs:</p>
        <KeyValues
          pairs={[
            ['Where', placeName(design)],
            ['Arms', armsLine(design.arms)],
            ['Judged by', REWARD_WORDS[reward]],
            ['Spends', `at most ${formatMoney(budgetCap)}, ${formatDayRange(design.firstDay, design.lastDay)}`],
            ...ruleSentences(design.rule, { reward, currency: budgetCap.currency }).map((text): [string, string] => [
              'Rule',
              text,
            ]),
          ]}
        />
        {error !== null && <FailureNote failure={toFailure(error)} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" loading={isPending} onClick={onConfirm} data-autofocus>
            Start and fix the rule
          </Button>
        </div>
      </div>
    </Modal>
  );
}

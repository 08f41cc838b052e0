import { Button } from '@mantine/core';
import type { ExperimentSize } from '../../../../engine/contract/index.ts';
import { formatDays, formatRate } from '../../../../engine/serializer/index.ts';
import { Chip } from '../../../components/chip.tsx';
import classes from './editor.module.css';
import { lengthOf } from './length.ts';

interface LengthNoteProps {
  readonly size: ExperimentSize;
  /** Days that are planned. */
  readonly planned: number;
  readonly onPlan: (days: number) => void;
}

/** Says that the planned length is too short for the effect that is to be found, and offers one that is enough. */
export function LengthNote({ size, planned, onPlan }: LengthNoteProps) {
  const length = lengthOf(size, planned);
  if (length.kind === 'enough') return null;
  const byThen =
    length.found === null
      ? ''
      : ` By then the smallest effect that is found as surely is about ${formatRate(length.found)}.`;
  return (
    <>
      <div>
        <Chip tone="warn">! Too short</Chip>
      </div>
      <p className={classes.small}>
        {`${formatDays(planned)} ${planned === 1 ? 'is' : 'are'} planned.${byThen}`}
        {length.kind === 'never' && ' What is asked for takes longer than a year: look for a larger effect.'}
      </p>
      {length.kind === 'short' && (
        <div>
          <Button onClick={() => onPlan(length.enoughDays)}>Plan {formatDays(length.enoughDays)}</Button>
        </div>
      )}
    </>
  );
}

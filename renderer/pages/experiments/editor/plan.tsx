import { Button, Switch } from '@mantine/core';
import { useEffect } from 'react';
import type { ExperimentSize, ExperimentVocabulary } from '../../../../engine/contract/index.ts';
import { formatDayRange } from '../../../../engine/serializer/index.ts';
import { FieldRow } from '../../../components/editor/editor-part.tsx';
import { NumberField, PercentField } from '../../../components/editor/fields.tsx';
import { shareText } from '../detail/design-words.ts';
import { BaselineNumber } from './baseline-number.tsx';
import classes from './editor.module.css';
import { useDesignForm } from './form-context.ts';
import { planFrom } from './from-data.ts';
import { PowerCharts } from './power-charts.tsx';
import { DesignSection } from './section.tsx';
import { SizeBasis } from './size-basis.tsx';
import { isBinaryGoal } from './use-size.ts';

interface PlanProps {
  readonly vocabulary: ExperimentVocabulary | undefined;
  readonly size: ExperimentSize | undefined;
}

/** How small an effect has to be found, and how long that takes. */
export function Plan({ vocabulary, size }: PlanProps) {
  const form = useDesignForm();
  const { values } = form;
  const { hasPlan, plan, unit } = values;
  const goal = values.metrics.find(({ role }) => role === 'goal');
  const known = vocabulary?.baselines.find((baseline) => baseline.event === goal?.event && baseline.unit === unit);
  const isBinary = isBinaryGoal(values);
  const take = (): void => {
    if (known !== undefined) form.setFieldValue('plan', { ...form.getValues().plan, ...planFrom(known, isBinary) });
  };
  const isEmpty = plan.baseline === '' && plan.sd === '' && plan.unitsPerDay === '';
  const mayTake = hasPlan && isEmpty && known !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the data say something and nobody has typed
  useEffect(() => {
    if (mayTake) take();
  }, [mayTake]);
  return (
    <DesignSection id="plan" line="How small an effect you want to find, and how long that takes at today's pace.">
      <Switch
        label="Plan its size"
        description="Without a plan nobody can say when it is done"
        {...form.getInputProps('hasPlan', { type: 'checkbox' })}
      />
      {hasPlan && (
        <>
          <FieldRow columns={3}>
            <PercentField path="plan.minimumEffect" label="Smallest effect" description="Worth finding, relative" />
            <PercentField path="plan.power" label="Power" description="Chance to find it" />
            <NumberField
              path="plan.days"
              label="Planned length"
              description="Best in whole weeks"
              suffix=" days"
              min={1}
            />
          </FieldRow>
          <FieldRow columns={3}>
            <NumberField
              path="plan.baseline"
              label={isBinary ? 'Goal today, share' : 'Goal today, per unit'}
              description={
                isBinary && typeof plan.baseline === 'number'
                  ? `that is ${shareText(plan.baseline)}`
                  : 'In its own unit'
              }
              onChange={(next) => {
                form.setFieldValue('plan.baseline', next);
                // Whether units have an event or not spreads as its share says.
                if (isBinary && typeof next === 'number' && next > 0 && next < 1)
                  form.setFieldValue('plan.sd', Number(Math.sqrt(next * (1 - next)).toPrecision(4)));
              }}
            />
            <NumberField path="plan.sd" label="Spread between units" description="Standard deviation" />
            <NumberField path="plan.unitsPerDay" label="Units a day" description="Over all variations" />
          </FieldRow>
          <div className={classes.line}>
            <Button disabled={known === undefined} onClick={take}>
              Take from the data
            </Button>
            <span className={classes.small}>
              {known === undefined ? (
                'The data say nothing about the first goal yet; enter what you know.'
              ) : (
                <>
                  {known.event} of <BaselineNumber baseline={known} name="units" /> units,{' '}
                  {formatDayRange(known.firstDay, known.lastDay)}.
                </>
              )}
            </span>
          </div>
          {size !== undefined && (
            <>
              <PowerCharts size={size} />
              <SizeBasis basis={size.basis} />
            </>
          )}
        </>
      )}
    </DesignSection>
  );
}

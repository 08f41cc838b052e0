import { Autocomplete, Button, NumberInput, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CellPlanInput, CellVocabulary } from '../../../../engine/contract/index.ts';
import { formatDay, minorDigits } from '../../../../engine/serializer/index.ts';
import { Card } from '../../../components/card.tsx';
import { REWARD_WORDS } from '../words.ts';
import classes from './plan.module.css';
import { PLAN_REWARDS, type PlanValues, readPlan } from './plan-values.ts';

interface PlanFormProps {
  readonly vocabulary: CellVocabulary;
  readonly values: PlanValues;
  readonly onChange: (values: PlanValues) => void;
  readonly onPlan: (input: CellPlanInput) => void;
}

/** What there is to spend, for how long, on how many cells, and what arms are judged by. */
export function PlanForm({ vocabulary, values, onChange, onPlan }: PlanFormProps) {
  const [tried, setTried] = useState(false);
  const { currency, owners, dataThrough } = vocabulary;
  const read = readPlan(values, currency);
  const problems = read.ok || !tried ? {} : read.problems;
  const set = (change: Partial<PlanValues>): void => onChange({ ...values, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (read.ok) onPlan(read.input);
    else {
      const [first] = Object.keys(read.problems);
      document.querySelector<HTMLElement>(`[data-plan="${first}"]`)?.focus();
    }
  };
  return (
    <Card className={classes.formCard}>
      <form className={classes.form} aria-label="What the plan is made with" onSubmit={submit} noValidate>
        <NumberInput
          label={`Budget, ${currency}`}
          description="For all cells together"
          thousandSeparator=","
          decimalScale={minorDigits(currency)}
          hideControls
          value={values.budget}
          onChange={(budget) => set({ budget })}
          error={problems.budget}
          data-plan="budget"
          data-autofocus
        />
        <NumberInput
          label="Days"
          description="From tomorrow's data on"
          hideControls
          value={values.days}
          onChange={(days) => set({ days })}
          error={problems.days}
          data-plan="days"
        />
        <NumberInput
          label="Cells, at most"
          description="Fewer get more money each"
          hideControls
          value={values.cells}
          onChange={(cells) => set({ cells })}
          error={problems.cells}
          data-plan="cells"
        />
        <Select
          label="Judged by"
          description="What an arm is to bring"
          data={PLAN_REWARDS.map((value) => ({ value, label: REWARD_WORDS[value] }))}
          value={values.reward}
          allowDeselect={false}
          onChange={(value) => set({ reward: PLAN_REWARDS.find((known) => known === value) ?? values.reward })}
          error={problems.reward}
          data-plan="reward"
        />
        <Autocomplete
          label="Owner"
          description="Who looks after them"
          data={[...owners]}
          size="xs"
          comboboxProps={{ shadow: 'none', keepMounted: false }}
          value={values.owner}
          onChange={(owner) => set({ owner })}
          error={problems.owner}
          data-plan="owner"
        />
        <Button type="submit" variant="filled" className={classes.submit ?? ''}>
          Make the plan
        </Button>
      </form>
      <p className={classes.small}>
        Candidates are all channels and segments with data of the last four weeks
        {dataThrough === null ? '' : `, to ${formatDay(dataThrough)}`}. Nothing is written down until you adopt it, and
        nothing runs until you start it.
      </p>
    </Card>
  );
}

import { Button, Popover, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PageOption } from '../options.ts';
import classes from './scope-bar.module.css';
import { linesOfSteps, stepsOfLines, stepsTrouble } from './steps.ts';
import { Trigger } from './trigger.tsx';

interface StepsPickerProps {
  readonly option: PageOption;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** The steps of the funnel, one a line. */
export function StepsPicker({ option, value, onChange }: StepsPickerProps) {
  const [opened, setOpened] = useState(false);
  const steps = value ?? option.fallback;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Trigger
          label={option.label}
          value={steps.replaceAll(' > ', ' › ')}
          isSet={value !== undefined}
          data-scope={option.id}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label="Funnel steps">
        {opened && (
          <StepsForm
            steps={steps}
            onDone={(next) => {
              onChange(next === option.fallback || next === '' ? undefined : next);
              setOpened(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function StepsForm({ steps, onDone }: { readonly steps: string; readonly onDone: (steps: string) => void }) {
  const [lines, setLines] = useState(linesOfSteps(steps));
  const [tried, setTried] = useState(false);
  const trouble = stepsTrouble(lines);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (trouble === null) onDone(stepsOfLines(lines));
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        label="Funnel steps"
        description="One event a line, in order; with a page if only that one counts: page_view /pricing"
        autosize
        minRows={4}
        value={lines}
        onChange={(event) => setLines(event.currentTarget.value)}
        error={tried ? trouble : null}
        spellCheck={false}
        data-autofocus
      />
      <div className={classes.buttons}>
        <Button onClick={() => onDone('')}>Usual steps</Button>
        <Button type="submit" variant="filled">
          Use these steps
        </Button>
      </div>
    </form>
  );
}

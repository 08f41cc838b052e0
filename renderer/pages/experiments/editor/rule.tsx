import { Select, Switch } from '@mantine/core';
import type { DecisionRule } from '../../../../engine/contract/index.ts';
import { FieldRow } from '../../../components/editor/editor-part.tsx';
import { NumberField, PercentField } from '../../../components/editor/fields.tsx';
import { METHOD_WORDS } from '../detail/design-words.ts';
import classes from './editor.module.css';
import { useDesignForm } from './form-context.ts';
import { DesignSection } from './section.tsx';

const WHY: Readonly<Record<DecisionRule['method'], string>> = {
  sequential: 'May be looked at every day and stopped at any look, because people do look. The default.',
  fixed: 'Read once, at the planned end. Needs fewer units, but looking earlier makes it wrong more often.',
  bayesian: 'Says the chance that a variation is better. Good where the loss of a wrong choice is small.',
};
const METHODS = ['sequential', 'fixed', 'bayesian'] as const;

/** How it will be judged: fixed when it starts, so that nobody chooses a rule that likes the result. */
export function Rule() {
  const form = useDesignForm();
  const { rule } = form.values;
  return (
    <DesignSection
      id="rule"
      line="How it will be judged. It is fixed at the start, so that no result can choose its rule."
    >
      <div className={classes.choices} role="radiogroup" aria-label="Method">
        {METHODS.map((method) => (
          <label key={method} className={classes.choice} data-checked={rule.method === method}>
            <input
              type="radio"
              name="method"
              value={method}
              checked={rule.method === method}
              onChange={() => form.setFieldValue('rule.method', method)}
            />
            <b>{METHOD_WORDS[method]}</b>
            <p>{WHY[method]}</p>
          </label>
        ))}
      </div>
      {rule.method === 'bayesian' ? (
        <>
          <FieldRow columns={3}>
            <PercentField path="rule.chanceToWin" label="Chance to win" description="From it on it is decided" />
            {rule.hasPrior && (
              <>
                <PercentField path="rule.prior.mean" label="Expected effect" description="Before any data" />
                <PercentField path="rule.prior.sd" label="Spread of effects" description="Two thirds lie within it" />
              </>
            )}
          </FieldRow>
          <Switch
            label="With a prior"
            description="Pulls small experiments towards what is usual; without one every effect is as likely"
            {...form.getInputProps('rule.hasPrior', { type: 'checkbox' })}
          />
        </>
      ) : (
        <FieldRow columns={3}>
          <PercentField path="rule.alpha" label="False alarms" description="When nothing is different" />
          <Select
            label="Looks for"
            description="One side needs fewer units"
            data={[
              { value: 'two', label: 'better or worse' },
              { value: 'greater', label: 'better only' },
            ]}
            allowDeselect={false}
            {...form.getInputProps('rule.sides')}
          />
          <Select
            label="Correction"
            description="Over goals, variations"
            data={[
              { value: 'holm', label: 'Holm, the strict one' },
              { value: 'benjamini_hochberg', label: 'Benjamini–Hochberg' },
              { value: 'none', label: 'none' },
            ]}
            allowDeselect={false}
            {...form.getInputProps('rule.correction')}
          />
        </FieldRow>
      )}
      <FieldRow columns={4}>
        <NumberField path="rule.minDays" label="At least" description="Each weekday counts" suffix=" days" min={1} />
        <NumberField
          path="rule.minUnits"
          label="And at least"
          description="In each variation"
          suffix=" units"
          min={2}
        />
        <PercentField
          path="rule.guardrailMargin"
          label="Guardrails may lose"
          description="More of it: roll back"
          min={0}
        />
        <NumberField
          path="rule.covariateDays"
          label="Days before exposure"
          description="Take out noise (CUPED)"
          suffix=" days"
          min={0}
        />
      </FieldRow>
    </DesignSection>
  );
}

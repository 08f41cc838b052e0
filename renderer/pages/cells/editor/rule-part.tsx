import { Switch } from '@mantine/core';
import { EditorPart, FieldRow } from '../../../components/editor/editor-part.tsx';
import { NumberField, PercentField } from '../../../components/editor/fields.tsx';
import { trialWords } from '../words.ts';
import { useCellForm } from './form-context.ts';
import { isRate } from './values.ts';

/** When arms may be promoted or killed, and how traffic is shared until then. */
export function RulePart({ currency }: { readonly currency: string }) {
  const form = useCellForm();
  const { reward, rule } = form.values;
  const trials = trialWords(reward, currency);
  return (
    <EditorPart
      title="Rule"
      line="When arms may be promoted or killed. It is fixed when the cell starts, so that nobody moves the bar."
    >
      <FieldRow columns={4}>
        <NumberField path="rule.minTrials" label="Judged from" description={`${trials} of an arm`} decimalScale={0} />
        <NumberField path="rule.promoteAt" label="Promoted from" description="P(best), or more" />
        <NumberField path="rule.killAt" label="Killed at" description="P(best), or less" />
        <PercentField path="rule.stopAt" label="Done below" description="What more there may be" />
        <PercentField path="rule.floor" label="Smallest share" description="Of an arm's traffic" />
        <PercentField path="rule.cap" label="Largest share" description="Of an arm's traffic" />
        <PercentField path="rule.discount" label="Evidence a day later" description="100 %: it does not age" />
        <NumberField
          path="rule.lookEveryDays"
          label="Look every"
          description="So that nobody forgets"
          suffix=" days"
          decimalScale={0}
        />
      </FieldRow>
      <Switch
        label="Something is believed before the data"
        description="Without it, the weak prior at the mean of the cell"
        {...form.getInputProps('rule.hasPrior', { type: 'checkbox' })}
      />
      {rule.hasPrior && (
        <FieldRow columns={4}>
          {isRate(reward) ? (
            <PercentField path="rule.prior.mean" label="Expected" description="Of each arm" />
          ) : (
            <NumberField path="rule.prior.mean" label="Expected" description="Of each arm" />
          )}
          <NumberField path="rule.prior.strength" label="Worth" description={trials} />
        </FieldRow>
      )}
    </EditorPart>
  );
}

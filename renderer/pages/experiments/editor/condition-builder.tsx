import { ActionIcon, Button, SegmentedControl, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { conditionOf, OPERATORS, readCondition, takes, targetingOf } from './condition.ts';
import classes from './editor.module.css';
import { useDesignForm } from './form-context.ts';
import { nextRow } from './values.ts';

const CHOICES = OPERATORS.map(({ id, words }) => ({ value: id, label: words }));

/** Whose units take part: rows of attribute, operator and value, or the condition itself. */
export function ConditionBuilder() {
  const form = useDesignForm();
  const { targeting } = form.values;
  const read = readCondition(targeting.json);
  const asRows = read.ok ? targetingOf(read.condition, nextRow) : null;
  const canBeRows = asRows?.mode === 'rows';
  const switchTo = (mode: string): void => {
    if (mode === 'json')
      form.setFieldValue('targeting', {
        ...targeting,
        mode: 'json',
        json: JSON.stringify(conditionOf(targeting), null, 2),
      });
    else if (asRows !== null && canBeRows) form.setFieldValue('targeting', asRows);
  };
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, display: 'grid', gap: 8 }}>
      <div className={classes.line}>
        <legend style={{ fontWeight: 550, fontSize: 12.5, padding: 0, float: 'left' }}>Condition</legend>
        <span className={classes.grow} />
        {targeting.mode === 'rows' && targeting.rows.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="How the rows are joined"
            value={targeting.join}
            onChange={(join) => form.setFieldValue('targeting.join', join === 'or' ? 'or' : 'and')}
            data={[
              { value: 'and', label: 'all of them' },
              { value: 'or', label: 'any of them' },
            ]}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label="Rows or JSON"
          value={targeting.mode}
          onChange={switchTo}
          data={[
            { value: 'rows', label: 'Rows', disabled: targeting.mode === 'json' && !canBeRows },
            { value: 'json', label: 'JSON' },
          ]}
        />
      </div>
      {targeting.mode === 'json' ? (
        <Textarea
          aria-label="Condition as JSON"
          description={canBeRows ? undefined : 'Rows have no words for this condition; it is kept as it is.'}
          autosize
          minRows={3}
          maxRows={12}
          classNames={{ input: 'mono' }}
          {...form.getInputProps('targeting.json')}
          data-path="targeting.json"
        />
      ) : (
        <>
          {targeting.rows.length === 0 && <p className={classes.small}>Everybody: there is no condition.</p>}
          {targeting.rows.map((row, index) => (
            <div key={row.row} className={classes.condition}>
              <span>{index === 0 ? 'who' : targeting.join}</span>
              <TextInput
                aria-label={`Attribute ${index + 1}`}
                placeholder="country"
                autoComplete="off"
                {...form.getInputProps(`targeting.rows.${index}.attribute`)}
                data-path={`targeting.rows.${index}.attribute`}
              />
              <Select
                aria-label={`Operator ${index + 1}`}
                data={CHOICES}
                allowDeselect={false}
                {...form.getInputProps(`targeting.rows.${index}.operator`)}
              />
              {takes(row.operator) === 'one' && (
                <TextInput
                  aria-label={`Value ${index + 1}`}
                  placeholder="DE"
                  autoComplete="off"
                  {...form.getInputProps(`targeting.rows.${index}.value`)}
                />
              )}
              {takes(row.operator) === 'many' && (
                <TagsInput
                  aria-label={`Values ${index + 1}`}
                  placeholder={row.values.length === 0 ? 'Enter after each' : ''}
                  acceptValueOnBlur
                  {...form.getInputProps(`targeting.rows.${index}.values`)}
                  data-path={`targeting.rows.${index}.values`}
                />
              )}
              {takes(row.operator) === 'none' && <span />}
              <ActionIcon
                variant="subtle"
                size={30}
                aria-label={`Remove condition ${index + 1}`}
                onClick={() => form.removeListItem('targeting.rows', index)}
              >
                ✕
              </ActionIcon>
            </div>
          ))}
          <Button
            style={{ justifySelf: 'start' }}
            onClick={() =>
              form.insertListItem('targeting.rows', {
                row: nextRow(),
                attribute: '',
                operator: '$eq',
                value: '',
                values: [],
              })
            }
          >
            Add a condition
          </Button>
        </>
      )}
    </fieldset>
  );
}

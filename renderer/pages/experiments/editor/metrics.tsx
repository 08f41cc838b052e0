import { ActionIcon, Autocomplete, Button, Select, Switch } from '@mantine/core';
import type { ExperimentVocabulary, MetricBaseline } from '../../../../engine/contract/index.ts';
import { FieldRow } from '../../../components/editor/editor-part.tsx';
import { NumberField, PercentField, TextField } from '../../../components/editor/fields.tsx';
import { KIND_WORDS, ROLE_WORDS } from '../detail/design-words.ts';
import { BaselineNumber } from './baseline-number.tsx';
import classes from './editor.module.css';
import { useDesignForm } from './form-context.ts';
import { metricOf } from './metric-values.ts';
import { DesignSection } from './section.tsx';
import type { MetricValues } from './values.ts';

const KINDS = Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }));
const ROLES = Object.entries(ROLE_WORDS).map(([value, label]) => ({ value, label }));

/** What the data say about an event today. */
function Today({ baseline }: { readonly baseline: MetricBaseline | undefined }) {
  if (baseline === undefined) return null;
  return (
    <p className={classes.small}>
      In the data: <BaselineNumber baseline={baseline} name="share" /> of{' '}
      <BaselineNumber baseline={baseline} name="units" /> units have it,{' '}
      <BaselineNumber baseline={baseline} name="mean" /> per unit on average (standard deviation{' '}
      <BaselineNumber baseline={baseline} name="sd" />
      ), about <BaselineNumber baseline={baseline} name="units_per_day" /> units a day.
    </p>
  );
}

function Capping({ at, metric }: { readonly at: string; readonly metric: MetricValues }) {
  const form = useDesignForm();
  return (
    <>
      <Select
        label="Large values"
        data={[
          { value: 'none', label: 'count as they are' },
          { value: 'value', label: 'are held at an amount' },
          { value: 'percentile', label: 'are held at a percentile' },
        ]}
        allowDeselect={false}
        {...form.getInputProps(`${at}.capping.kind`)}
      />
      {metric.capping.kind === 'value' && <NumberField path={`${at}.capping.value`} label="At most, per unit" />}
      {metric.capping.kind === 'percentile' && <PercentField path={`${at}.capping.percentile`} label="Percentile" />}
    </>
  );
}

/** What is asked of a metric beside its event, by its kind. */
function KindFields({
  at,
  metric,
  events,
}: {
  readonly at: string;
  readonly metric: MetricValues;
  readonly events: string[];
}) {
  const form = useDesignForm();
  switch (metric.kind) {
    case 'proportion':
    case 'retention':
      return null;
    case 'mean':
      return <Capping at={at} metric={metric} />;
    case 'ratio':
      return (
        <>
          <EventField path={`${at}.denominator.event`} label="Divided by" events={events} />
          <Select
            label="of which"
            data={[
              { value: 'sum', label: 'the sum' },
              { value: 'count', label: 'the number of events' },
            ]}
            allowDeselect={false}
            {...form.getInputProps(`${at}.denominator.of`)}
          />
          <Capping at={at} metric={metric} />
        </>
      );
    case 'quantile':
      return (
        <>
          <PercentField path={`${at}.level`} label="Quantile" />
          <Select
            label="of"
            data={[
              { value: 'units', label: "the units' sums" },
              { value: 'events', label: 'single events' },
            ]}
            allowDeselect={false}
            {...form.getInputProps(`${at}.of`)}
          />
          <Switch
            mt={20}
            label="Without units that have none"
            {...form.getInputProps(`${at}.ignoreZeros`, { type: 'checkbox' })}
          />
        </>
      );
  }
}

interface EventFieldProps {
  readonly path: string;
  readonly label: string;
  readonly events: string[];
}

function EventField({ path, label, events }: EventFieldProps) {
  const form = useDesignForm();
  return (
    <Autocomplete
      label={label}
      data={events}
      size="xs"
      comboboxProps={{ shadow: 'none', keepMounted: false }}
      {...form.getInputProps(path)}
      data-path={path}
    />
  );
}

/** What is measured, picked from the events of the data. Goals decide, guardrails must not get worse. */
export function Metrics({ vocabulary }: { readonly vocabulary: ExperimentVocabulary | undefined }) {
  const form = useDesignForm();
  const { metrics, unit } = form.values;
  const baselines = vocabulary?.baselines.filter((baseline) => baseline.unit === unit) ?? [];
  const events = [...new Set(baselines.map(({ event }) => event))].toSorted();
  const unused = events.filter((event) => !metrics.some((metric) => metric.event === event));
  const add = (event: string): void =>
    form.insertListItem(
      'metrics',
      metricOf(
        event,
        metrics.some(({ role }) => role === 'goal') ? 'secondary' : 'goal',
        baselines.find((baseline) => baseline.event === event),
      ),
    );
  return (
    <DesignSection
      id="metrics"
      line="What is measured for each unit from its first exposure. Goals decide, secondary metrics explain, guardrails must not get worse."
    >
      <ol className={classes.rows}>
        {metrics.map((metric, index) => {
          const at = `metrics.${index}`;
          return (
            <li key={metric.row} className={classes.metric} aria-label={`Metric ${index + 1}`}>
              <div className={classes.line} data-top="true">
                <div className={classes.grow}>
                  <TextField path={`${at}.name`} label="Name" />
                </div>
                <div className={classes.grow}>
                  <TextField path={`${at}.id`} label="Id" />
                </div>
                <div className={classes.grow}>
                  <Select label="Role" data={ROLES} allowDeselect={false} {...form.getInputProps(`${at}.role`)} />
                </div>
                <div className={classes.grow}>
                  <Select
                    label="Better is"
                    data={[
                      { value: 'higher', label: 'more' },
                      { value: 'lower', label: 'less' },
                    ]}
                    allowDeselect={false}
                    {...form.getInputProps(`${at}.better`)}
                  />
                </div>
                <ActionIcon
                  className={classes.remove ?? ''}
                  variant="subtle"
                  size={30}
                  aria-label={`Remove metric ${metric.name === '' ? index + 1 : metric.name}`}
                  onClick={() => form.removeListItem('metrics', index)}
                >
                  ✕
                </ActionIcon>
              </div>
              <FieldRow columns={4}>
                <EventField path={`${at}.event`} label="Event" events={events} />
                <Select label="Kind" data={KINDS} allowDeselect={false} {...form.getInputProps(`${at}.kind`)} />
                <NumberField path={`${at}.window.delayHours`} label="Counts after" suffix=" h" min={0} />
                <NumberField
                  path={`${at}.window.hours`}
                  label="Counts for"
                  suffix=" h"
                  placeholder="to the end"
                  min={1}
                />
                <KindFields at={at} metric={metric} events={events} />
                {(metric.kind === 'mean' || metric.kind === 'quantile') && (
                  <TextField path={`${at}.currency`} label="Currency" placeholder="none" maxLength={3} />
                )}
              </FieldRow>
              <Today baseline={baselines.find(({ event }) => event === metric.event)} />
            </li>
          );
        })}
      </ol>
      {form.errors.metrics !== undefined && <p className={classes.problem}>{form.errors.metrics}</p>}
      <div className={classes.line}>
        {unused.map((event) => (
          <Button key={event} onClick={() => add(event)}>
            + {event}
          </Button>
        ))}
        <Button variant="subtle" onClick={() => add('')}>
          Add another event…
        </Button>
      </div>
      {events.length === 0 && (
        <p className={classes.small}>No events of {unit} have landed yet; name the ones that will.</p>
      )}
    </DesignSection>
  );
}

import { Select } from '@mantine/core';
import { type ArmKind, REWARDS_OF } from '../../../../engine/contract/explore-cells.ts';
import type { CellVocabulary } from '../../../../engine/contract/index.ts';
import { cleanText, minorDigits } from '../../../../engine/serializer/index.ts';
import { EditorPart, FieldRow } from '../../../components/editor/editor-part.tsx';
import { NumberField } from '../../../components/editor/fields.tsx';
import { ARM_WORDS, channelName, REWARD_WORDS, segmentName } from '../words.ts';
import { DayField } from './day-field.tsx';
import { useCellForm } from './form-context.ts';

const KINDS = ['campaigns', 'creatives', 'audiences', 'landing_pages', 'cells'] as const;

const WHY: Readonly<Record<ArmKind, string>> = {
  campaigns: 'Those of the channel and segment',
  creatives: 'The variants of one creative test',
  audiences: 'The segments of the channel',
  landing_pages: 'First pages of sessions',
  cells: 'Channel × segment of each',
};

const withOwn = (known: readonly string[], own: string): readonly string[] =>
  own === '' || known.includes(own) ? known : [...known, own];

/** Where it is tried, what competes, what it is judged by, and the most it may spend. */
export function WherePart({ vocabulary }: { readonly vocabulary: CellVocabulary }) {
  const form = useCellForm();
  const { arms, reward, channel, segment } = form.values;
  const { currency, tests } = vocabulary;
  const choose = (kind: ArmKind): void => {
    form.setFieldValue('arms.kind', kind);
    const [first] = REWARDS_OF[kind];
    if (!REWARDS_OF[kind].includes(reward) && first !== undefined) form.setFieldValue('reward', first);
  };
  const testIds = withOwn(
    tests.map(({ testId }) => testId),
    arms.testId,
  );
  return (
    <EditorPart title="Where, and what competes" line="Arms are read from the data, never typed in.">
      <FieldRow columns={2}>
        <Select
          label="Channel"
          data={['', ...withOwn(vocabulary.channels, channel)].map((value) => ({
            value,
            label: channelName(value === '' ? null : value),
          }))}
          allowDeselect={false}
          {...form.getInputProps('channel')}
          data-path="channel"
        />
        <Select
          label="Segment"
          data={['', ...withOwn(vocabulary.segments, segment)].map((value) => ({
            value,
            label: segmentName(value === '' ? null : value),
          }))}
          allowDeselect={false}
          {...form.getInputProps('segment')}
          data-path="segment"
        />
        <Select
          label="Arms"
          description={WHY[arms.kind]}
          data={KINDS.map((value) => ({ value, label: ARM_WORDS[value] }))}
          allowDeselect={false}
          {...form.getInputProps('arms.kind')}
          onChange={(value) => choose(KINDS.find((kind) => kind === value) ?? 'campaigns')}
          data-path="arms.kind"
        />
        <Select
          label="Judged by"
          description="What the data has for these arms"
          data={REWARDS_OF[arms.kind].map((value) => ({ value, label: REWARD_WORDS[value] }))}
          allowDeselect={false}
          {...form.getInputProps('reward')}
          data-path="reward"
        />
      </FieldRow>
      {arms.kind === 'creatives' && (
        <Select
          label="Test"
          searchable
          limit={60}
          placeholder="Choose a creative test"
          data={testIds.map((value) => {
            const name = tests.find(({ testId }) => testId === value)?.name;
            return { value, label: name === undefined ? value : `${cleanText(name)} (${value})` };
          })}
          {...form.getInputProps('arms.testId')}
          value={arms.testId === '' ? null : arms.testId}
          onChange={(value) => form.setFieldValue('arms.testId', value ?? '')}
          data-path="arms.testId"
        />
      )}
      <FieldRow columns={3}>
        <NumberField path="budgetCap" label={`Budget cap, ${currency}`} decimalScale={minorDigits(currency)} />
        <DayField path="firstDay" label="First day" />
        <DayField path="lastDay" label="Last day" />
      </FieldRow>
    </EditorPart>
  );
}

import type { ExperimentDesign } from '../../../../engine/contract/index.ts';
import { cleanText, formatText } from '../../../../engine/serializer/index.ts';
import { LookChip } from '../../../components/chip.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import detail from '../../../components/detail.module.css';
import { Empty } from '../../../components/empty.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { Section } from '../../../components/section.tsx';
import { STATUS_LOOKS } from '../looks.ts';
import { metricLine, planLine, ROLE_WORDS, ruleSentences, shareText } from './design-words.ts';
import { WhoTakesPart } from './who-takes-part.tsx';

/** A draft has nothing to read yet: what is written down about it. */
export function DraftSummary({ design }: { readonly design: ExperimentDesign }) {
  return (
    <div className={detail.detail}>
      <header className={detail.head}>
        <div className={detail.titles}>
          <h2>{cleanText(design.name)}</h2>
          <p>{design.key} · nobody is assigned until it is started</p>
        </div>
        <LookChip look={STATUS_LOOKS.draft} />
      </header>
      <div className={detail.scroll}>
        <Section title="Hypothesis">
          <p>{design.hypothesis === '' ? 'Not written yet.' : cleanText(design.hypothesis)}</p>
        </Section>
        <Section title="Who">
          <p>
            <WhoTakesPart design={design} />
          </p>
        </Section>
        <Section title={`Variations of the flag ${design.flag}`}>
          <DataTable
            caption="Variations"
            columns={[
              { head: 'Variation' },
              { head: 'Weight', numeric: true },
              { head: 'Value' },
              { head: 'What is different', grow: true },
            ]}
            rows={design.variations.map((variation) => ({
              key: variation.key,
              cells: [
                cleanText(variation.name),
                shareText(variation.weight),
                formatText(typeof variation.value === 'object' ? JSON.stringify(variation.value) : variation.value),
                cleanText(variation.description),
              ],
            }))}
          />
        </Section>
        <Section title="Metrics">
          {design.metrics.length === 0 ? (
            <Empty title="Nothing is measured yet" why="It needs at least one goal before it can start." />
          ) : (
            <DataTable
              caption="Metrics"
              columns={[{ head: 'Metric' }, { head: 'Role' }, { head: 'What it counts', grow: true }]}
              rows={design.metrics.map((metric) => ({
                key: metric.id,
                cells: [cleanText(metric.name), ROLE_WORDS[metric.role], metricLine(metric)],
              }))}
            />
          )}
        </Section>
        <Section title="How it will be judged">
          <KeyValues
            pairs={[
              ...ruleSentences(design.rule).map((text): [string, string] => ['Rule', text]),
              ['Plan', planLine(design)],
            ]}
          />
        </Section>
      </div>
    </div>
  );
}

import type { ExperimentDesign } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { metricLine, planLine, ROLE_WORDS, ruleSentences, shareText } from '../detail/design-words.ts';
import { WhoTakesPart } from '../detail/who-takes-part.tsx';

/** What is fixed once an experiment has started, in words. */
export function FixedFromThenOn({ design }: { readonly design: ExperimentDesign }) {
  return (
    <KeyValues
      pairs={[
        ['Who', <WhoTakesPart key="who" design={design} />],
        ...design.variations.map((variation): [string, string] => [
          'Variations',
          `${cleanText(variation.name)}, ${shareText(variation.weight)}`,
        ]),
        ...design.metrics.map((metric): [string, string] => [
          'Metrics',
          `${ROLE_WORDS[metric.role]}: ${cleanText(metric.name)} (${metricLine(metric)})`,
        ]),
        ...ruleSentences(design.rule).map((text): [string, string] => ['Rule', text]),
        ['Plan', planLine(design)],
      ]}
    />
  );
}

import type { ExperimentDesign } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { metricLine, planLine, ROLE_WORDS, ruleSentences, shareText, whoLine } from '../detail/design-words.ts';

/** What is fixed once an experiment has started, in words. */
export function FixedFromThenOn({ design }: { readonly design: ExperimentDesign }) {
  return (
    <KeyValues
      pairs={[
        ['Who', whoLine(design)],
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

import type { ExperimentDesign } from '../../../../engine/contract/index.ts';
import { isInWords, whoLine } from './design-words.ts';

/** Who takes part, with the condition as it is written where words can not say all of it. */
export function WhoTakesPart({ design }: { readonly design: ExperimentDesign }) {
  return (
    <>
      {whoLine(design)}
      {!isInWords(design) && (
        <code className="code-line" data-condition>
          {JSON.stringify(design.targeting)}
        </code>
      )}
    </>
  );
}

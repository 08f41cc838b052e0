import type { CreativeTest } from '../../../engine/contract/index.ts';
import { formatInterval, formatPoints, formatPValue } from '../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../components/proven.tsx';
import classes from './creative-tests.module.css';

/** What the chart shows, in words: the first sentence carries the number that matters. */
export function Reading({ detail }: { readonly detail: CreativeTest }) {
  const { test, uplift, srm } = detail;
  const end = detail.sentence.indexOf('. ');
  const first = end < 0 ? detail.sentence : detail.sentence.slice(0, end + 1);
  const rest = end < 0 ? '' : detail.sentence.slice(end + 1);
  return (
    <div className={classes.reading}>
      <p>
        <strong>
          {test.bestVariantId === null ? (
            first
          ) : (
            <Proven proof={proofRef('creative.p_best', test.testId, test.bestVariantId)}>{first}</Proven>
          )}
        </strong>
        {rest}
      </p>
      <p className={classes.facts}>
        {uplift !== null && (
          <span>
            Lead over {uplift.against}:{' '}
            <Proven proof={proofRef('creative.uplift', test.testId)}>
              {formatPoints(uplift.estimate, { signed: true })} ({formatInterval(uplift.interval, 'percentage_points')})
            </Proven>
          </span>
        )}
        {srm !== null && (
          <span>
            Even split: <Proven proof={proofRef('creative.srm', test.testId)}>p {pText(srm.pValue)}</Proven>
            {srm.alarm ? ', uneven' : ''}
          </span>
        )}
      </p>
    </div>
  );
}

/** "= 0.412", or "<0.001" as it stands. */
const pText = (p: number): string => {
  const text = formatPValue(p);
  return text.startsWith('<') ? text : `= ${text}`;
};

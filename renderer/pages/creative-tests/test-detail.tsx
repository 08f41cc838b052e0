import { useElementSize } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CreativeTest } from '../../../engine/contract/index.ts';
import { formatCount, formatCounted, formatDayRange } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { HalfEye } from '../../charts/half-eye/half-eye.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { VerdictChip } from '../../components/verdict-chip.tsx';
import { CHART_ID } from './chart-id.ts';
import classes from './creative-tests.module.css';
import { Reading } from './reading.tsx';
import { TestActions } from './test-actions.tsx';
import { VariantsTable } from './variants-table.tsx';

const TABLE_ID = 'variants-table';

/** The selected test: its chart, what it says in words, its variants, and what can be done. */
export function TestDetail({ testId }: { readonly testId: string }) {
  const options = api.creativeTests.get.queryOptions({ input: { testId }, placeholderData: keepPreviousData });
  const query = useQuery(options);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      skeleton={<Bars rows={9} height={22} />}
      works="The list and the other tests still work."
    >
      {(test) => <Detail detail={test} isOld={query.isPlaceholderData} />}
    </Loaded>
  );
}

function Detail({ detail, isOld }: { readonly detail: CreativeTest; readonly isOld: boolean }) {
  const { ref, width } = useElementSize();
  const { test } = detail;
  const arms = [...detail.variants].sort((a, b) => b.mean - a.mean);
  return (
    <div className={classes.detailBody} id="test-detail" tabIndex={-1} aria-busy={isOld} data-test-id={test.testId}>
      <header className={classes.detailHead}>
        <div className={classes.detailTitles}>
          <h2>{test.name}</h2>
          <p>
            {formatCounted(test.variants, 'variant')} ·{' '}
            <Proven proof={proofRef('creative.test_impressions', test.testId)}>
              {formatCount(test.impressions)} impressions
            </Proven>{' '}
            · {formatDayRange(test.firstDay, test.lastDay)}
          </p>
        </div>
        <VerdictChip verdict={test.verdict} />
      </header>
      <div className={classes.detailScroll}>
        <div ref={ref} id={CHART_ID} className={classes.chartBox}>
          {width > 0 && (
            <HalfEye
              arms={arms}
              leader={test.verdict === 'winner' ? test.bestVariantId : null}
              width={width}
              sentence={detail.sentence}
              tableId={TABLE_ID}
            />
          )}
        </div>
        <Reading detail={detail} />
        <VariantsTable id={TABLE_ID} testId={test.testId} variants={arms} best={test.bestVariantId} />
        <KeyValues
          pairs={[
            ['Why', detail.reason],
            ['What changes it', detail.whatWouldChange],
            ['Enough data', `${detail.enoughData.enough ? 'Yes' : 'Not yet'}: ${detail.enoughData.rule}`],
            ...detail.caveats.map((caveat): [string, string] => ['Mind', caveat]),
          ]}
        />
      </div>
      <TestActions detail={detail} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { api } from '../../../app/client.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import classes from '../experiments.module.css';
import { LifecycleActions } from '../lifecycle/lifecycle-actions.tsx';
import { DraftSummary } from './draft-summary.tsx';

const ExperimentResult = lazy(() =>
  import('../result/result-page.tsx').then(({ ExperimentResult }) => ({ default: ExperimentResult })),
);

const SKELETON = <Bars rows={9} height={22} />;

/** The open experiment: what can be done with it now, and its result or, for a draft, its design. */
export function OpenExperiment({ experimentKey }: { readonly experimentKey: string }) {
  const navigate = useNavigate({ from: '/experiments' });
  const options = api.experiments.result.queryOptions({ input: { key: experimentKey } });
  const query = useQuery(options);
  return (
    <>
      <div className={classes.bar}>
        <Button
          variant="subtle"
          onClick={() => void navigate({ search: (now) => ({ ...now, key: undefined, proof: undefined }) })}
        >
          ‹ All experiments
        </Button>
        <span className={classes.space} />
        {query.data !== undefined && <LifecycleActions result={query.data} />}
      </div>
      <div className={classes.result} id="experiment-detail" tabIndex={-1}>
        <Loaded
          query={query}
          queryKey={options.queryKey}
          skeleton={SKELETON}
          works="The list and the other experiments still work."
        >
          {(result) =>
            result.read.experiment.status === 'draft' ? (
              <DraftSummary design={result.read.experiment.design} />
            ) : (
              <Suspense fallback={SKELETON}>
                <ExperimentResult experimentKey={experimentKey} />
              </Suspense>
            )
          }
        </Loaded>
      </div>
    </>
  );
}

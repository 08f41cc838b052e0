import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../app/client.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { ResultBody } from './result-body.tsx';
import { ResultSkeleton } from './result-skeleton.tsx';

/**
 * Everything that is known of one experiment: what it says, on which numbers, whether they can be trusted, and what people
 * did. As wide as its place; whoever shows it lets it scroll.
 */
export function ExperimentResult({ experimentKey }: { readonly experimentKey: string }) {
  const options = api.experiments.result.queryOptions({
    input: { key: experimentKey },
    placeholderData: keepPreviousData,
  });
  const query = useQuery(options);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      skeleton={<ResultSkeleton />}
      works="The list and the other experiments still work."
    >
      {(result) => (
        <ResultBody key={result.read.experiment.design.key} result={result} isOld={query.isPlaceholderData} />
      )}
    </Loaded>
  );
}

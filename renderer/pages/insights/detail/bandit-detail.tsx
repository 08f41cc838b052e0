import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../app/client.ts';
import { Loaded } from '../../../components/loaded.tsx';
import classes from '../insights.module.css';
import { BanditBody } from './bandit-body.tsx';
import { DetailSkeleton } from './detail-skeleton.tsx';

/** Everything that is known of one cell. */
export function BanditDetail({ cellKey }: { readonly cellKey: string }) {
  const options = api.bandits.read.queryOptions({ input: { key: cellKey }, placeholderData: keepPreviousData });
  const query = useQuery(options);
  return (
    <div className={classes.scroll} id="bandit-detail" tabIndex={-1}>
      <Loaded
        query={query}
        queryKey={options.queryKey}
        skeleton={<DetailSkeleton />}
        works="The list and the other cells still work."
      >
        {(result) => <BanditBody key={result.read.cell.design.key} result={result} isOld={query.isPlaceholderData} />}
      </Loaded>
    </div>
  );
}

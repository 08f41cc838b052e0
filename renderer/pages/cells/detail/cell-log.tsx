import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { cleanText, formatId, formatInstant } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { workspaceStatus } from '../../../app/queries.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import classes from '../cells.module.css';

/** What happened to a cell, the newest first; each line is an event of the audit chain. */
export function CellLog({ cellKey }: { readonly cellKey: string }) {
  const zone = useQuery(workspaceStatus).data?.zone ?? 'UTC';
  const options = api.cells.log.queryOptions({ input: { key: cellKey } });
  const query = useQuery(options);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      skeleton={<Bars rows={3} height={13} gap={10} />}
      works="The rest of the cell still works."
    >
      {(log) => (
        <ol className={classes.log}>
          {log.map(({ seq, at, actor, summary, hash }) => (
            <li key={seq}>
              <span>{cleanText(summary)}</span>
              <span className={classes.under}>
                {formatInstant(at, zone)} · {cleanText(actor)} ·{' '}
                <Link to="/sync" search={{ tab: 'audit' }} className="mono" title={hash}>
                  {formatId(hash, 8, 4)}
                </Link>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}

import type { Source } from '../../../engine/contract/index.ts';
import { formatCount, formatDay, formatId } from '../../../engine/serializer/index.ts';
import { Chip } from '../chip.tsx';
import { DataTable } from '../data-table.tsx';
import { FRESHNESS } from '../freshness.ts';
import classes from './proof-drawer.module.css';

/** The datasets a number read: which load, how many rows, up to which day, and where its rows came from when that is known. */
export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  return (
    <>
      <DataTable
        caption="Datasets the number read"
        columns={[{ head: 'dataset' }, { head: 'load' }, { head: 'rows read', numeric: true }, { head: 'data to' }]}
        rows={sources.map((source) => ({
          key: source.dataset,
          cells: [
            source.dataset,
            <span key="load" className="mono" title={source.loadId ?? undefined}>
              {formatId(source.loadId)}
            </span>,
            formatCount(source.rowsRead),
            <Chip key="to" tone={FRESHNESS[source.freshness].tone}>
              {formatDay(source.dataThrough)} · {source.freshness}
            </Chip>,
          ],
        }))}
      />
      {sources.map(({ dataset, source }) =>
        source === undefined || source === null ? null : (
          <figure key={dataset} className={classes.origin}>
            <figcaption>{dataset} was made from</figcaption>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long query is scrolled by keys. */}
            <pre className={classes.code} tabIndex={0}>
              {source}
            </pre>
          </figure>
        ),
      )}
    </>
  );
}

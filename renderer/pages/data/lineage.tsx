import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Lineage } from '../../../engine/contract/index.ts';
import { formatBytes, formatCount, formatDayRange, formatText } from '../../../engine/serializer/index.ts';
import { PAGES } from '../../app/pages.ts';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Section } from '../../components/section.tsx';
import classes from './data.module.css';

/** From the files over loads and tables to the tiles, one below the other. */
export function LineageOf({ lineage }: { readonly lineage: Lineage }) {
  const { dataset, loads, tables, readers } = lineage;
  const counted = (name: string, value: number) => (
    <Proven proof={proofRef('health.dataset', dataset, name)}>{formatCount(value)}</Proven>
  );
  return (
    <Section title="From file to tile">
      <div className={classes.lineage} data-lineage={dataset}>
        <Stage
          title="Files"
          count={counted(
            'files',
            loads.reduce((sum, { files }) => sum + files, 0),
          )}
        >
          {loads.map((load) => (
            <p key={load.id}>
              {formatText(load.firstFile)} <span>{filesNote(load)}</span>
            </p>
          ))}
        </Stage>
        <Stage title="Loads" count={counted('loads', loads.length)}>
          {loads.map((load) => (
            <p key={load.id}>
              {formatText(load.snapshotId)} <span>holds {formatDayRange(load.from, load.to)}</span>
            </p>
          ))}
        </Stage>
        <Stage title="Tables">
          <p className={classes.tables}>
            {tables.map((table) => (
              <code key={table} className="mono">
                {table}
              </code>
            ))}
          </p>
        </Stage>
        <Stage title="Read by" count={counted('readers', readers.length)}>
          {readers.length === 0 && <p>Nothing reads it yet.</p>}
          {[...new Set(readers.map(({ page }) => page))].map((page) => (
            <Readers key={page} page={page} titles={readers.filter((reader) => reader.page === page)} />
          ))}
        </Stage>
      </div>
    </Section>
  );
}

function filesNote({ files, bytes, source }: Lineage['loads'][number]): string {
  const more = files > 1 ? 'and more, ' : '';
  return `${more}${formatBytes(bytes)}${source === null ? '' : `, ${formatText(source)}`}`;
}

interface ReadersProps {
  readonly page: Lineage['readers'][number]['page'];
  readonly titles: Lineage['readers'];
}

/** One page and its tiles; a page that is no more than itself has none. */
function Readers({ page, titles }: ReadersProps) {
  const name = PAGES.find(({ path }) => path === `/${page}`)?.title ?? page;
  const tiles = titles.map(({ title }) => title).filter((title) => title !== name);
  return (
    <p>
      <Link to={`/${page}`}>{name}</Link> <span>{tiles.join(', ')}</span>
    </p>
  );
}

interface StageProps {
  readonly title: string;
  readonly count?: ReactNode;
  readonly children: ReactNode;
}

function Stage({ title, count, children }: StageProps) {
  return (
    <section className={classes.stage} aria-label={title}>
      <h4>
        {title} {count}
      </h4>
      <div className={classes.items}>{children}</div>
    </section>
  );
}

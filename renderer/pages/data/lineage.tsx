import { Link } from '@tanstack/react-router';
import type { Lineage } from '../../../engine/contract/index.ts';
import { formatBytes, formatCount, formatDayRange, formatText } from '../../../engine/serializer/index.ts';
import { PAGES } from '../../app/pages.ts';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Section } from '../../components/section.tsx';
import classes from './data.module.css';

/** From the files to the tiles: four columns to be read from left to right. */
export function LineageOf({ lineage }: { readonly lineage: Lineage }) {
  const { dataset, loads, tables, readers } = lineage;
  const pages = [...new Set(readers.map(({ page }) => page))];
  return (
    <Section title="From file to tile">
      <div className={classes.lineage} data-lineage={dataset}>
        <Stage
          title="Files"
          count={<Counted dataset={dataset} name="files" value={loads.reduce((sum, { files }) => sum + files, 0)} />}
          items={loads.map((load) => ({
            key: load.id,
            text: formatText(load.firstFile),
            line: `${load.files > 1 ? 'and more, ' : ''}${formatBytes(load.bytes)}${load.source === null ? '' : `, ${formatText(load.source)}`}`,
          }))}
        />
        <Stage
          title="Loads"
          count={<Counted dataset={dataset} name="loads" value={loads.length} />}
          items={loads.map((load) => ({
            key: load.id,
            text: formatText(load.snapshotId),
            line: `holds ${formatDayRange(load.from, load.to)}`,
          }))}
        />
        <Stage title="Tables" items={tables.map((table) => ({ key: table, text: table, isCode: true }))} />
        <section className={classes.stage} aria-label="Read by">
          <h4>
            Read by <Counted dataset={dataset} name="readers" value={readers.length} />
          </h4>
          {pages.length === 0 && <p className="muted">Nothing reads it yet.</p>}
          {pages.map((page) => (
            <div key={page} className={classes.reader}>
              <Link to={`/${page}`}>{PAGES.find(({ path }) => path === `/${page}`)?.title ?? page}</Link>
              <span>
                {readers
                  .filter((reader) => reader.page === page && reader.title !== titleOf(page))
                  .map(({ title }) => title)
                  .join(', ')}
              </span>
            </div>
          ))}
        </section>
      </div>
    </Section>
  );
}

const titleOf = (page: string): string | undefined => PAGES.find(({ path }) => path === `/${page}`)?.title;

function Counted(props: { readonly dataset: string; readonly name: string; readonly value: number }) {
  return <Proven proof={proofRef('health.dataset', props.dataset, props.name)}>{formatCount(props.value)}</Proven>;
}

interface StageProps {
  readonly title: string;
  readonly count?: React.ReactNode;
  readonly items: readonly {
    readonly key: string;
    readonly text: string;
    readonly line?: string;
    readonly isCode?: boolean;
  }[];
}

function Stage({ title, count, items }: StageProps) {
  return (
    <section className={classes.stage} aria-label={title}>
      <h4>
        {title} {count}
      </h4>
      {items.length === 0 && <p className="muted">None yet.</p>}
      {items.map(({ key, text, line, isCode }) => (
        <p key={key} title={text}>
          <span className={isCode === true ? 'mono' : undefined}>{text}</span>
          {line !== undefined && <span className={classes.example}>{line}</span>}
        </p>
      ))}
    </section>
  );
}

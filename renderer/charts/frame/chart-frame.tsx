import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useId, useRef, useState } from 'react';
import { ChartTable, type ChartTableContent, type OnProof } from './chart-table.tsx';
import { ExportChart } from './export-chart.tsx';
import classes from './frame.module.css';

/** The room a chart is drawn in, in pixels. */
export interface ChartBox {
  readonly width: number;
  readonly height: number;
}

interface ChartFrameProps {
  readonly title: string;
  /** What the chart shows, in one sentence. */
  readonly sentence: string;
  readonly table: ChartTableContent;
  /** Height of the drawing and of the table in its place. */
  readonly height?: number;
  /** Beside the title: freshness, what is missing. */
  readonly badges?: ReactNode;
  /** At the right, before "Table" and "Image…". */
  readonly actions?: ReactNode;
  /** File name of the image, without its ending. */
  readonly exportName: string;
  /** Printed below the exported image: period, filters, source. */
  readonly footnote?: string;
  readonly onProof?: OnProof;
  /** Level of the title among the headings of its page. */
  readonly level?: 2 | 3;
  /** Draws the chart; not called before the room is known. */
  readonly children: (box: ChartBox) => ReactNode;
}

/**
 * What every chart has around it: a title, one sentence that says what it shows, the table behind it in its place, an
 * image to save. The drawing itself brings its keyboard focus and its tooltip.
 */
export function ChartFrame({ height = 260, level = 2, ...props }: ChartFrameProps) {
  const id = useId();
  const { ref, width } = useElementSize();
  const drawing = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const Title = level === 2 ? 'h2' : 'h3';
  const words = { title: props.title, sentence: props.sentence, footnote: props.footnote ?? '' };
  return (
    <figure className={classes.frame} aria-labelledby={`${id}-title`} aria-describedby={`${id}-sentence`}>
      <header className={classes.head}>
        <Title id={`${id}-title`}>{props.title}</Title>
        {props.badges}
        <div className={classes.actions}>
          {props.actions}
          <button
            type="button"
            className={classes.quiet}
            aria-pressed={asTable}
            aria-label={`Table: ${props.title}`}
            onClick={() => setAsTable(!asTable)}
          >
            Table
          </button>
          {!asTable && <ExportChart chart={drawing} name={props.exportName} words={words} />}
        </div>
      </header>
      <figcaption id={`${id}-sentence`} className={classes.sentence}>
        {props.sentence}
      </figcaption>
      <div ref={ref} className={classes.measure}>
        {asTable ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          <section className={classes.scroll} style={{ height }} tabIndex={0} aria-label={`Table: ${props.title}`}>
            <ChartTable id={`${id}-table`} caption={props.sentence} {...props.table} onProof={props.onProof} />
          </section>
        ) : (
          <div ref={drawing} className={classes.drawing} style={{ minHeight: height }}>
            {width > 0 && props.children({ width, height })}
          </div>
        )}
      </div>
    </figure>
  );
}

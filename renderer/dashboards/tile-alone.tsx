import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TileId, TilePage } from '../../engine/contract/index.ts';
import { Card } from '../components/card.tsx';
import { Section } from '../components/section.tsx';
import classes from './dashboard.module.css';
import { PAGE_FACTS } from './page-facts.ts';
import { TableBody } from './tile/table-body.tsx';
import { TileSlot } from './tile/tile-slot.tsx';
import { tileQuery } from './tile-query.ts';
import { usePageScope } from './use-page-scope.ts';

const focusTile = (tile: TileId): void => document.querySelector<HTMLElement>(`[data-tile="${tile}"]`)?.focus();

const isOfPage = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Node && document.getElementById('main')?.contains(target) === true);

interface TileAloneProps {
  readonly page: TilePage;
  readonly tile: TileId;
  readonly zone: string;
}

/** One tile as a page of its own, with the whole table behind it. */
export function TileAlone({ page, tile, zone }: TileAloneProps) {
  const { scope, change } = usePageScope();
  const { data } = useQuery(tileQuery(tile, page, scope));
  const back = (): void => change({ tile: undefined });
  useHotkeys([
    // Not when it closes a picker, which lies outside the page.
    ['Escape', ({ target }) => isOfPage(target) && back()],
  ]);
  useEffect(() => {
    focusTile(tile);
    return () => void requestAnimationFrame(() => focusTile(tile));
  }, [tile]);
  return (
    <>
      <ul className={classes.trail} aria-label="Where you are">
        <li>
          <button type="button" className={classes.crumb} onClick={back}>
            All of {PAGE_FACTS[page].title}
          </button>
          <span aria-hidden="true">›</span>
        </li>
        <li>
          <b>{data?.title ?? ''}</b>
        </li>
      </ul>
      <TileSlot tile={tile} page={page} zone={zone} alone />
      {data !== undefined && data.draw.as !== 'table' && data.rows.length > 0 && (
        <Card>
          <Section title="The table behind">
            <TableBody tile={data} zone={zone} />
          </Section>
        </Card>
      )}
    </>
  );
}

import { useHotkeys } from '@mantine/hooks';
import { type KeyboardEvent, useRef } from 'react';
import { neighbour, type Side } from './neighbour.ts';

const SIDES: Readonly<Record<string, Side>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

interface TileKeysOptions {
  readonly onOpen: (tile: string) => void;
}

/** `J`/`K` and, with a tile in focus, the arrows go from tile to tile; `Enter` opens the one in focus. */
export function useTileKeys({ onOpen }: TileKeysOptions) {
  const grid = useRef<HTMLDivElement>(null);
  const tiles = (): readonly HTMLElement[] => [...(grid.current?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])];
  const focusedIndex = (all: readonly HTMLElement[]): number =>
    all.findIndex((tile) => tile.contains(document.activeElement));
  const focus = (tile: HTMLElement | undefined): void => {
    tile?.focus({ preventScroll: true });
    tile?.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: number): void => {
    const all = tiles();
    const at = focusedIndex(all);
    focus(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))]);
  };
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const tile = event.target;
    // Keys inside a tile belong to what is in it: a chart, a table, a menu.
    if (!(tile instanceof HTMLElement) || tile.dataset.tile === undefined) return;
    const side = SIDES[event.key];
    if (event.key === 'Enter') onOpen(tile.dataset.tile);
    else if (side !== undefined) {
      const all = tiles();
      const to = neighbour(
        all.map((one) => one.getBoundingClientRect()),
        all.indexOf(tile),
        side,
      );
      focus(all[to]);
    } else return;
    event.preventDefault();
  };
  return { grid, onKeyDown };
}

import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export type Density = 'comfortable' | 'compact';

/** How much air the rows have; kept on this computer. */
export const useDensity = create(
  persist<{ readonly density: Density; readonly toggle: () => void }>(
    (set) => ({
      density: 'comfortable',
      toggle: () => set(({ density }) => ({ density: density === 'compact' ? 'comfortable' : 'compact' })),
    }),
    { name: 'gw-density', storage: createJSONStorage(() => window.localStorage) },
  ),
);

/** By the lines of text that are always in a row; of one line the same values as `--gw-row`. */
const ROW_HEIGHTS = {
  1: { comfortable: 44, compact: 34 },
  2: { comfortable: 50, compact: 42 },
  3: { comfortable: 72, compact: 62 },
} as const;

/** Row height in pixels, for virtual lists. */
export const rowHeight = (density: Density, lines: keyof typeof ROW_HEIGHTS = 1): number => ROW_HEIGHTS[lines][density];

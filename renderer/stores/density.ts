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

/** Row height in pixels, for virtual lists; the same value as `--gw-row`. */
export const rowHeight = (density: Density): number => (density === 'compact' ? 34 : 44);

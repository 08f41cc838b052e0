import { create } from 'zustand';

/** Whether the window's line to the engine is open. `opening` until the first answer. */
export const useEngineLine = create<{ readonly state: 'opening' | 'open' | 'lost' }>(() => ({ state: 'opening' }));

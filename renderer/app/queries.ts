import { api } from './client.ts';

/** How often the state of the lines out is read again: a line may go or come back without an event in the journal. */
const LINES_MS = 10_000;

/** How often freshness is read again: data gets old by the clock alone. */
const FRESHNESS_MS = 60_000;

/** Connections and what waits, as the top bar and Sync and audit show it. */
export const syncStatus = api.sync.status.queryOptions({ refetchInterval: LINES_MS });

/** The workspace with its freshness and counts: the top bar, the navigation, zone and currency of every page. */
export const workspaceStatus = api.workspace.status.queryOptions({ refetchInterval: FRESHNESS_MS });

/** Their names, and what was read of them before: for the palette, which has nothing read. */
export const experimentNames = api.experiments.known.queryOptions();

/**
 * The experiments, as far as they are read: what is known at once, then more and more of it. Ending the query ends the
 * reading; what was read stays.
 */
export const experimentListing = api.experiments.listing.experimental_liveOptions();

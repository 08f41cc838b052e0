import type { Days } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { PATH_LINKS } from './queries/index.ts';

export const OTHER_PAGES = 'Other pages';
export const EXIT = 'Exit';

export interface PathsQuery {
  /** Pages of a session that are looked at, the first included. */
  readonly depth: number;
  /** Pages that are told apart; the others are put together. */
  readonly pages: number;
}

/** Sessions that went from a page at `position` to another at `position + 1`, or left. */
export interface PathStep {
  readonly position: number;
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
}

/** The steps between pages, by position: no loops. Errors: those of the engine. */
export async function readPaths(
  engine: AnalyticsEngine,
  { depth, pages }: PathsQuery,
  { from, to }: Days,
  signal?: AbortSignal,
): Promise<Result<readonly PathStep[]>> {
  const found = await engine.query(PATH_LINKS, { from, to, depth, pages }, signal);
  if (!found.ok) return found;
  return ok(
    found.value.rows.map((row) => ({
      position: row.position,
      from: row.from_page ?? OTHER_PAGES,
      to: row.exits ? EXIT : (row.to_page ?? OTHER_PAGES),
      sessions: row.sessions,
    })),
  );
}

import { z } from 'zod';
import type { QueryDefinition } from '../../store/cache/types.ts';

const count = z.int().nonnegative();

const pathLinkRow = z.object({
  /** Place of the page the link comes from, from 1. */
  position: z.int().positive(),
  /** A page path; null for one that is not among the first `$pages`. */
  from_page: z.string().nullable(),
  to_page: z.string().nullable(),
  /** The session ended here; `to_page` says nothing. */
  exits: z.boolean(),
  sessions: count,
  rows_read: count,
});
export type PathLink = z.infer<typeof pathLinkRow>;

/**
 * Which page follows which, by place in the session: the first `$depth` pages of each session, a page loaded again counted
 * once, pages beyond the `$pages` most viewed put together. One aggregation to a list for each session.
 */
export const PATH_LINKS: QueryDefinition<typeof pathLinkRow> = {
  id: 'journeys.path_links',
  sql: `WITH views AS (
  SELECT user_pseudo_id, ga_session_id, event_at, event_bundle_sequence_id AS bundle, batch_event_index AS place, page_path
  FROM ga4_events
  WHERE day BETWEEN $from::DATE AND $to::DATE AND event_name = 'page_view' AND page_path IS NOT NULL
    AND user_pseudo_id IS NOT NULL
), pages AS (
  SELECT page_path, row_number() OVER (ORDER BY count(*) DESC, page_path)::INTEGER AS page FROM views GROUP BY page_path
), sessions AS (
  SELECT list_transform(list_sort(list({'at': event_at, 'bundle': bundle, 'place': place, 'page': page})),
    lambda v: v.page) AS visited
  FROM views JOIN pages USING (page_path) GROUP BY user_pseudo_id, ga_session_id
), walked AS (
  SELECT list_transform(list_filter(visited, lambda v, i: i = 1 OR v <> visited[i - 1])[:$depth],
    lambda v: least(v, $pages + 1)) AS walk, count(*) AS sessions, sum(len(visited)) AS views
  FROM sessions GROUP BY walk
), placed AS (
  SELECT walk, sessions, unnest(range(1, least(len(walk), $depth - 1) + 1)) AS position FROM walked
), links AS (
  SELECT position, walk[position] AS source, walk[position + 1] AS target, sum(sessions)::BIGINT AS sessions
  FROM placed GROUP BY ALL
), named AS (SELECT page_path, page FROM pages WHERE page <= $pages)
SELECT position, origin.page_path AS from_page, goal.page_path AS to_page, target IS NULL AS exits, sessions,
  CASE WHEN row_number() OVER (ORDER BY position, source, target) = 1
    THEN (SELECT sum(views) FROM walked) ELSE 0 END::BIGINT AS rows_read
FROM links LEFT JOIN named AS origin ON source = origin.page LEFT JOIN named AS goal ON target = goal.page
ORDER BY position, source, target NULLS LAST`,
  datasets: ['ga4_events'],
  row: pathLinkRow,
};

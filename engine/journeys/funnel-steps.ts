import { appError, err, ok, type Result } from '../core/index.ts';

/** One step: an event, at a page or anywhere. */
export interface FunnelStep {
  readonly event: string;
  /** Path of the page and of all pages below it; null for any page. */
  readonly path: string | null;
}

const FEWEST = 2;
const MOST = 8;

const stepOf = (text: string): FunnelStep | null => {
  const [event = '', path, ...rest] = text.trim().split(/\s+/);
  if (event === '' || rest.length > 0) return null;
  if (path === undefined) return { event, path: null };
  return path.startsWith('/') ? { event, path } : null;
};

/**
 * Reads steps written as `session_start > page_view /sign-up > purchase`: two to eight events in order, each with a page
 * path or without. Errors: CHOICE_UNKNOWN.
 */
export function parseSteps(text: string): Result<readonly FunnelStep[]> {
  const steps = text.split('>').map(stepOf);
  const read = steps.flatMap((step) => step ?? []);
  if (read.length < steps.length || read.length < FEWEST || read.length > MOST) {
    const choices = `${FEWEST} to ${MOST} events such as "session_start > page_view /sign-up > purchase"`;
    return err(appError('CHOICE_UNKNOWN', { option: 'Funnel steps', value: text, choices }));
  }
  return ok(read);
}

/** `page_view /sign-up`, as it is shown and parsed. */
export const stepText = ({ event, path }: FunnelStep): string => (path === null ? event : `${event} ${path}`);

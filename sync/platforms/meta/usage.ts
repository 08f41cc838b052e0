import { z } from 'zod';
import type { NetResponse } from '../../../engine/core/index.ts';

const businessUsage = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().optional() }).loose()),
);

const headerOf = (response: NetResponse, name: string): string | undefined =>
  Object.entries(response.headers).find(([key]) => key.toLowerCase() === name)?.[1];

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Milliseconds until Meta lets us in again: `Retry-After` (seconds or a date) or the largest
 * `estimated_time_to_regain_access` (minutes) of `X-Business-Use-Case-Usage`; null when neither says.
 */
export function regainMs(response: NetResponse, now: number): number | null {
  const after = headerOf(response, 'retry-after');
  const waits: number[] = [];
  if (after !== undefined) {
    const ms = /^\d+$/.test(after.trim()) ? Number(after) * 1_000 : Date.parse(after) - now;
    if (Number.isFinite(ms)) waits.push(Math.max(0, ms));
  }
  const usage = businessUsage.safeParse(parsed(headerOf(response, 'x-business-use-case-usage')));
  if (usage.success) {
    for (const entry of Object.values(usage.data).flat()) {
      const minutes = entry.estimated_time_to_regain_access ?? 0;
      if (minutes > 0) waits.push(minutes * 60_000);
    }
  }
  return waits.length === 0 ? null : Math.max(...waits);
}

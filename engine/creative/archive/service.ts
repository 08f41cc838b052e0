import type { CreativeTogether } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine } from '../../store/cache/types.ts';
import { CREATIVE_RULES, type CreativeRules } from '../rules.ts';
import { DECLARED_TOTALS } from './queries.ts';
import { readTogether } from './together.ts';

/** All creative tests of the cache read as one family. Errors: those of the engine. */
export async function readCreativeTogether(
  engine: AnalyticsEngine,
  signal?: AbortSignal,
  rules: CreativeRules = CREATIVE_RULES,
): Promise<Result<CreativeTogether>> {
  const found = await engine.query(DECLARED_TOTALS, {}, signal);
  return found.ok ? ok(readTogether(found.value.rows, found.value.sources, rules)) : found;
}

import { appError, err, ok, type Result } from '../../core/index.ts';
import { type AssignmentContext, contextSchema } from './definition.ts';

/** Reads definitions of features in the shape of GrowthBook's payload. @returns FLAGS_INVALID, with the first thing that is wrong */
export function parsePayload(payload: unknown): Result<AssignmentContext> {
  const parsed = contextSchema.safeParse(payload);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return err(appError('FLAGS_INVALID', { reason: path === '' ? 'they are no JSON object' : `${path} is wrong` }));
}

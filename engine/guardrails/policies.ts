import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { type AppError, appError, err, ok, type Result } from '../core/index.ts';
import { refusalOf } from './policy-refusal.ts';
import { cedarRequest, type PolicyRequest } from './policy-request.ts';
import { isForbid, type PreparedPolicies, preparePolicies } from './policy-set.ts';

/** Who may do what, decided by the Cedar policies of `resources/policies`. */
export interface Policies {
  /** First 12 hex digits of the SHA-256 of schema and policies: part of what an approval is bound to. */
  readonly version: string;
  /**
   * ok only when the policies allow it. Else NOT_PERMITTED (the role does not allow it), FOUR_EYES, CAP_EXCEEDED,
   * GUARDRAIL_BLOCK, or POLICY_UNDECIDED when they could not be evaluated: that is a no too.
   */
  decide(request: PolicyRequest): Result<void>;
}

/** Reads `schema.cedarschema` and `policies.cedar` of `dir`. Fails with POLICIES_INVALID. */
export async function loadPolicies(dir: string): Promise<Result<Policies>> {
  const schema = await readText(join(dir, 'schema.cedarschema'));
  if (!schema.ok) return schema;
  const policies = await readText(join(dir, 'policies.cedar'));
  if (!policies.ok) return policies;
  return policiesFrom({ schema: schema.value, policies: policies.value });
}

/** The same from texts. */
export function policiesFrom(source: { readonly schema: string; readonly policies: string }): Result<Policies> {
  const version = createHash('sha256').update(`${source.schema}\n---\n${source.policies}`).digest('hex').slice(0, 12);
  const prepared = preparePolicies(source, version);
  return prepared.ok ? ok({ version, decide: (request) => decide(prepared.value, request) }) : prepared;
}

/** Line ends as written here, so that a checkout on Windows has the same version. */
async function readText(path: string): Promise<Result<string>> {
  try {
    return ok((await readFile(path, 'utf8')).replaceAll('\r\n', '\n'));
  } catch (error) {
    return err(appError('POLICIES_INVALID', { reason: error instanceof Error ? error.message : `no ${path}` }));
  }
}

function decide(prepared: PreparedPolicies, request: PolicyRequest): Result<void> {
  const full = evaluate(prepared, prepared.allId, request);
  if (!full.ok) return full;
  if (full.value.allowed) return ok(undefined);
  const byRole = evaluate(prepared, prepared.permitsId, request);
  if (!byRole.ok) return byRole;
  return err(refusalOf(request, byRole.value.allowed ? full.value.reasons.filter(isForbid) : []));
}

interface Evaluation {
  readonly allowed: boolean;
  /** Ids of the policies that decided. */
  readonly reasons: readonly string[];
}

/**
 * Cedar skips a policy that fails to evaluate, so a failing forbid would let things through. Here any error is a no:
 * a request that does not fit the schema, an overflow, a fault of the engine itself.
 */
function evaluate(prepared: PreparedPolicies, policySetId: string, request: PolicyRequest): Result<Evaluation> {
  try {
    const answer = statefulIsAuthorized({
      ...cedarRequest(request),
      preparsedSchemaName: prepared.schemaName,
      preparsedPolicySetId: policySetId,
      validateRequest: true,
    });
    if (answer.type === 'failure') return err(undecided(answer.errors.map(({ message }) => message)));
    const { decision, diagnostics } = answer.response;
    if (diagnostics.errors.length > 0) return err(undecided(diagnostics.errors.map(({ error }) => error.message)));
    return ok({ allowed: decision === 'allow', reasons: diagnostics.reason });
  } catch (error) {
    return err(undecided([error instanceof Error ? error.message : String(error)]));
  }
}

const undecided = (reasons: readonly string[]): AppError =>
  appError('POLICY_UNDECIDED', { reason: reasons.join('; ') || 'no reason was given' });

import {
  checkParsePolicySet,
  type DetailedError,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import { appError, err, ok, type Result } from '../core/index.ts';

/** Forbids that the code has words for. Another one would refuse people without telling them why. */
export const FORBIDS = ['four-eyes', 'withdraw-own', 'guardrails', 'cap'] as const;
export type Forbid = (typeof FORBIDS)[number];

export const isForbid = (id: string): id is Forbid => FORBIDS.some((known) => known === id);

/** Policies that were parsed, checked against their schema and put into Cedar's cache under these names. */
export interface PreparedPolicies {
  readonly schemaName: string;
  readonly allId: string;
  /** The permits alone: they tell whether the role was what was missing. */
  readonly permitsId: string;
}

type PolicyTexts = Readonly<Record<string, string>>;

const invalid = (reason: string): Result<never> => err(appError('POLICIES_INVALID', { reason }));
const said = (errors: readonly DetailedError[]): string => errors.map(({ message }) => message).join('; ');

/** Fails with POLICIES_INVALID: a policy that does not parse, does not fit the schema, or has no known @id. */
export function preparePolicies(
  source: { readonly schema: string; readonly policies: string },
  version: string,
): Result<PreparedPolicies> {
  const named = namedPolicies(source.policies);
  if (!named.ok) return named;
  const { permits, forbids } = named.value;
  const all = { ...permits, ...forbids };
  const fits = fitsSchema(source.schema, all);
  if (!fits.ok) return fits;
  const names = { schemaName: `schema-${version}`, allId: `all-${version}`, permitsId: `permits-${version}` };
  const answers = [
    preparseSchema(names.schemaName, source.schema),
    preparsePolicySet(names.allId, { staticPolicies: all }),
    preparsePolicySet(names.permitsId, { staticPolicies: permits }),
  ];
  const failed = answers.find((answer) => answer.type === 'failure');
  return failed?.type === 'failure' ? invalid(said(failed.errors)) : ok(names);
}

/** The policies by their @id. Cedar reports the ids of the policies that decided, so each needs one of its own. */
function namedPolicies(text: string): Result<{ readonly permits: PolicyTexts; readonly forbids: PolicyTexts }> {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') return invalid(said(parts.errors));
  if (parts.policy_templates.length > 0) return invalid('templates are not used here');
  const sets = { permit: new Map<string, string>(), forbid: new Map<string, string>() };
  for (const policy of parts.policies) {
    const read = policyToJson(policy);
    if (read.type === 'failure') return invalid(said(read.errors));
    const { effect, annotations } = read.json;
    const id = annotations?.id ?? '';
    if (id === '') return invalid('a policy has no @id');
    if (sets.permit.has(id) || sets.forbid.has(id)) return invalid(`two policies have the id ${id}`);
    if (effect === 'forbid' && !isForbid(id)) return invalid(`the workbench does not know the forbid ${id}`);
    sets[effect].set(id, policy);
  }
  const missing = FORBIDS.find((id) => !sets.forbid.has(id));
  if (missing !== undefined) return invalid(`the forbid ${missing} is missing`);
  return ok({ permits: Object.fromEntries(sets.permit), forbids: Object.fromEntries(sets.forbid) });
}

function fitsSchema(schema: string, policies: PolicyTexts): Result<void> {
  const parsed = checkParsePolicySet({ staticPolicies: policies });
  if (parsed.type === 'failure') return invalid(said(parsed.errors));
  const checked = validate({ schema, policies: { staticPolicies: policies }, validationSettings: { mode: 'strict' } });
  if (checked.type === 'failure') return invalid(said(checked.errors));
  const found = [...checked.validationErrors, ...checked.validationWarnings].map(({ error }) => error);
  return found.length === 0 ? ok(undefined) : invalid(said(found));
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANA, BEN, member } from '../../tests/support/spine-events.ts';
import { type GuardrailOutcome, type Role, roleSchema } from '../contract/index.ts';
import { money, type Result } from '../core/index.ts';
import { loadPolicies, type Policies, type PolicyOperation, type PolicyRequest, type ProposalFacts } from './index.ts';
import { policiesFrom } from './policies.ts';

const DIR = 'resources/policies';
const OUTCOMES: readonly GuardrailOutcome[] = ['pass', 'warn', 'block', 'unknown'];
const source = { schema: '', policies: '' };
let policies: Policies;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

beforeAll(async () => {
  policies = must(await loadPolicies(DIR));
  source.schema = await readFile(join(DIR, 'schema.cedarschema'), 'utf8');
  source.policies = await readFile(join(DIR, 'policies.cedar'), 'utf8');
});

const facts = (changes: Partial<ProposalFacts> = {}): ProposalFacts => ({
  proposerId: BEN,
  stakePerDay: money(5_000, 'USD'),
  worstGuardrail: 'pass',
  failing: [],
  committedMinor: 10_000,
  capMinor: 15_000,
  currencyMatches: true,
  ...changes,
});

const ask = (role: Role, operation: PolicyOperation, proposal?: ProposalFacts): Result<void> =>
  policies.decide({ member: member(ANA, 'Ana', role), operation, ...(proposal === undefined ? {} : { proposal }) });

/** Least role for each operation, as docs/guardrails.md has it. */
const LEAST: Readonly<Record<PolicyOperation, Role>> = {
  propose: 'analyst',
  withdraw: 'analyst',
  rollback: 'analyst',
  kill_switch_on: 'analyst',
  sync: 'analyst',
  approve: 'approver',
  reject: 'approver',
  request_changes: 'approver',
  retry: 'approver',
  discard: 'approver',
  kill_switch_off: 'approver',
  set_caps: 'admin',
  add_member: 'admin',
  set_connections: 'admin',
};
const OPERATIONS = Object.keys(LEAST).filter((name): name is PolicyOperation => Object.hasOwn(LEAST, name));
const ABOUT_PROPOSAL: readonly PolicyOperation[] = ['propose', 'approve', 'reject', 'request_changes', 'withdraw'];
const ranks = roleSchema.options;

interface Case {
  readonly role: Role;
  readonly operation: PolicyOperation;
  readonly own: boolean;
  readonly worst: GuardrailOutcome;
  readonly room: boolean;
  readonly currencyMatches: boolean;
}

/** The truth table in words, independent of the policies. */
function expected({ role, operation, own, worst, room, currencyMatches }: Case): string {
  if (ranks.indexOf(role) < ranks.indexOf(LEAST[operation])) return 'NOT_PERMITTED';
  if (operation === 'approve' && own) return 'FOUR_EYES';
  if (operation === 'withdraw' && !own) return 'NOT_PERMITTED';
  const spends = operation === 'approve' || operation === 'propose';
  if (spends && !(room && currencyMatches)) return 'CAP_EXCEEDED';
  if (operation === 'approve' && (worst === 'block' || worst === 'unknown')) return 'GUARDRAIL_BLOCK';
  return 'ok';
}

function* truthTable(): Generator<Case> {
  for (const role of ranks)
    for (const operation of OPERATIONS)
      for (const own of [true, false])
        for (const worst of OUTCOMES)
          for (const room of [true, false])
            for (const currencyMatches of [true, false]) yield { role, operation, own, worst, room, currencyMatches };
}

describe('the policies', () => {
  it('[AP4] answer every combination of role, operation, proposer, guardrail and cap', () => {
    for (const row of truthTable()) {
      const { own, worst, room, currencyMatches } = row;
      const proposal = facts({
        proposerId: own ? ANA : BEN,
        worstGuardrail: worst,
        failing: ['Fresh data'],
        capMinor: room ? 15_000 : 14_999,
        currencyMatches,
      });
      expect({ ...row, code: codeOf(ask(row.role, row.operation, proposal)) }).toEqual({ ...row, code: expected(row) });
    }
  });

  it('refuse whatever is decided about a proposal when there is none, and nothing else', () => {
    for (const operation of OPERATIONS) {
      const code = ABOUT_PROPOSAL.includes(operation) ? 'POLICY_UNDECIDED' : 'ok';
      expect([operation, codeOf(ask('admin', operation))]).toEqual([operation, code]);
    }
  });

  it('refuse when any fact is missing or of another type', () => {
    const request: PolicyRequest = {
      member: member(BEN, 'Ben', 'approver'),
      operation: 'approve',
      proposal: facts({ proposerId: ANA }),
    };
    expect(codeOf(policies.decide(request))).toBe('ok');
    const keys = ['proposerId', 'stakePerDay', 'worstGuardrail', 'committedMinor', 'capMinor', 'currencyMatches'];
    for (const key of keys) {
      for (const value of [undefined, null, 'x', 0.5, []]) {
        const broken = structuredClone(request);
        Reflect.set(broken.proposal ?? {}, key, value);
        // Text is a legal id: "x" as proposer is somebody else. Everything else has to be refused.
        if (key === 'proposerId' && value === 'x') continue;
        expect([key, value, codeOf(policies.decide(broken))]).toEqual([key, value, 'POLICY_UNDECIDED']);
      }
    }
  });

  it('refuse a role or an operation they do not know', () => {
    const stranger = structuredClone(member(ANA, 'Ana', 'admin'));
    Reflect.set(stranger, 'role', 'owner');
    expect(codeOf(policies.decide({ member: stranger, operation: 'sync' }))).toBe('NOT_PERMITTED');
    const request: PolicyRequest = { member: member(ANA, 'Ana', 'admin'), operation: 'sync' };
    Reflect.set(request, 'operation', 'delete_everything');
    expect(codeOf(policies.decide(request))).toBe('POLICY_UNDECIDED');
  });

  it('refuse sums beyond what a whole number holds, and negative amounts', () => {
    const max = Number.MAX_SAFE_INTEGER;
    expect(codeOf(ask('approver', 'approve', facts({ committedMinor: max, capMinor: max })))).toBe('CAP_EXCEEDED');
    const beyond = facts({ committedMinor: 2 ** 63, capMinor: 2 ** 63 });
    expect(codeOf(ask('approver', 'approve', beyond))).toBe('POLICY_UNDECIDED');
    expect(codeOf(ask('approver', 'approve', facts({ committedMinor: -1 })))).toBe('CAP_EXCEEDED');
    expect(codeOf(ask('approver', 'propose', facts({ stakePerDay: money(-1, 'USD') })))).toBe('CAP_EXCEEDED');
  });

  it('say in words and numbers why not', () => {
    const sentence = (result: Result<void>): string => (result.ok ? 'ok' : result.error.message);
    expect(sentence(ask('analyst', 'approve', facts()))).toBe('Ana may not approve proposals.');
    expect(sentence(ask('admin', 'withdraw', facts()))).toBe('Ana may not withdraw what someone else proposed.');
    expect(
      sentence(ask('admin', 'approve', facts({ worstGuardrail: 'unknown', failing: ['Fresh data', 'Ad copy'] }))),
    ).toBe('A guardrail blocks this: Fresh data, Ad copy.');
    expect(sentence(ask('admin', 'propose', facts({ capMinor: 12_000 })))).toBe(
      'This would spend $50.00 a day; the cap is $120.00 and $100.00 is already committed.',
    );
    expect(sentence(ask('admin', 'propose', facts({ currencyMatches: false })))).toContain('not set in USD');
  });
});

describe('loading', () => {
  const change = (from: string | RegExp, to: string): Result<Policies> =>
    policiesFrom({ ...source, policies: source.policies.replace(from, to) });

  it('names a version that follows every change of text, not of line ends', async () => {
    expect(policies.version).toMatch(/^[0-9a-f]{12}$/);
    expect(must(change('// Who', '// who')).version).not.toBe(policies.version);
    expect(must(policiesFrom({ ...source, schema: `${source.schema}\n` })).version).not.toBe(policies.version);
    const dir = await mkdtemp(join(tmpdir(), 'policies-'));
    await writeFile(join(dir, 'schema.cedarschema'), source.schema.replaceAll('\n', '\r\n'));
    await writeFile(join(dir, 'policies.cedar'), source.policies.replaceAll('\n', '\r\n'));
    expect(must(await loadPolicies(dir)).version).toBe(policies.version);
    await rm(dir, { recursive: true });
  });

  it('refuses policies that are missing, do not parse, do not fit the schema or have no words', async () => {
    expect(codeOf(await loadPolicies('resources'))).toBe('POLICIES_INVALID');
    const cases = {
      'a syntax error': change('permit (', 'permit [('),
      'an attribute the schema does not have': change('resource.proposer', 'resource.propser'),
      'an action the schema does not have': change('Action::"sync"', 'Action::"synk"'),
      'a comparison of two types': change('context.stakeMinor >= 0', 'context.stakeMinor == "0"'),
      'a policy without id': change('@id("four-eyes")', ''),
      'two policies of one id': change('@id("approver")', '@id("analyst")'),
      'a forbid without words': change('@id("cap")', '@id("weekend")'),
      'a forbid that is gone': change(/@id\("four-eyes"\)[^;]+;/, ''),
      'a template': change('principal,', 'principal == ?principal,'),
      'a schema that does not parse': policiesFrom({ ...source, schema: 'entity' }),
    };
    for (const [what, result] of Object.entries(cases))
      expect([what, codeOf(result)]).toEqual([what, 'POLICIES_INVALID']);
  });

  it('keeps two versions apart', () => {
    const strict = must(change('context.worstGuardrail == Outcome::"warn"', 'false'));
    const request: PolicyRequest = {
      member: member(ANA, 'Ana', 'approver'),
      operation: 'approve',
      proposal: facts({ worstGuardrail: 'warn' }),
    };
    expect([codeOf(strict.decide(request)), codeOf(policies.decide(request))]).toEqual(['GUARDRAIL_BLOCK', 'ok']);
  });
});

import { describe, expect, it } from 'vitest';
import { remoteError } from './faults.ts';

const thrown = (message: string, more: Record<string, unknown> = {}) => Object.assign(new Error(message), more);
const codeOf = (error: unknown) => remoteError(error)?.code ?? null;

describe('errors of the remote database', () => {
  it.each([
    ['refused by a rule of its own', { code: 'GW002', constraint: 'four_eyes' }, 'REMOTE_REFUSED'],
    ['the kill switch', { code: 'GW009', constraint: 'kill_switch' }, 'KILL_SWITCH_ON'],
    ['a constraint', { code: '23505', constraint: 'approvals_once_per_member' }, 'REMOTE_REFUSED'],
    ['no rights', { code: '42501' }, 'REMOTE_REFUSED'],
    ['a wrong password', { code: '28P01' }, 'REMOTE_UNREACHABLE'],
    ['no such database', { code: '3D000' }, 'REMOTE_UNREACHABLE'],
    ['nobody listens', { code: 'ECONNREFUSED' }, 'REMOTE_UNREACHABLE'],
    ['a statement that takes too long', { code: '57014' }, 'REMOTE_UNREACHABLE'],
    ['a shutdown', { code: '57P01' }, 'REMOTE_UNREACHABLE'],
    ['a deadlock', { code: '40P01' }, 'REMOTE_UNREACHABLE'],
    ['too many connections', { code: '53300' }, 'REMOTE_UNREACHABLE'],
  ])('%s', (_, more, expected) => {
    expect(codeOf(thrown('words of the database', more))).toBe(expected);
  });

  it('looks behind the error of the query builder', () => {
    expect(codeOf(new Error('Failed query', { cause: thrown('cut', { code: '08006' }) }))).toBe('REMOTE_UNREACHABLE');
  });

  it('knows the driver’s words without a code', () => {
    expect(codeOf(thrown('Connection terminated unexpectedly'))).toBe('REMOTE_UNREACHABLE');
    expect(codeOf(thrown('timeout exceeded when trying to connect'))).toBe('REMOTE_UNREACHABLE');
  });

  it('says a refusal in the words of the rule', () => {
    const refused = remoteError(thrown('the proposer can not approve', { code: 'GW002', constraint: 'four_eyes' }));
    expect(refused?.message).toBe('The production database refused the action: the proposer can not approve.');
    const twice = remoteError(
      thrown('duplicate key value', { code: '23505', constraint: 'approvals_once_per_member' }),
    );
    expect(twice?.message).toBe(
      'The production database refused the action: a member has approved the proposal twice.',
    );
  });

  it('leaves bugs alone', () => {
    expect(remoteError(thrown('syntax error', { code: '42601' }))).toBeNull();
    expect(remoteError(new TypeError('x is not a function'))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { databaseFault, isDatabaseError } from './database-fault.ts';

const driver = (code: string): Error => Object.assign(new Error('could not extend file'), { code });
const query = (cause: unknown): Error => new Error('Failed query: insert … params: Ana', { cause });

describe('databaseFault', () => {
  it('knows a full disk from Node, Postgres and PGlite', () => {
    for (const error of [driver('ENOSPC'), query(driver('53100')), { name: 'ErrnoError', errno: 51 }])
      expect(databaseFault(error).code).toBe('DISK_FULL');
  });

  it('gives the database the word, never the rows that were written', () => {
    expect(databaseFault(query(driver('XX001'))).detail).toEqual({ reason: 'could not extend file' });
    expect(databaseFault({ errno: 8 }).detail).toEqual({ reason: 'file error 8' });
    expect(databaseFault('gone').code).toBe('OPS_STORE_FAILED');
  });
});

describe('isDatabaseError', () => {
  it('is what carries an SQLSTATE', () => {
    expect([query(driver('53100')), driver('ENOENT'), new Error('bug'), 'text'].map(isDatabaseError)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

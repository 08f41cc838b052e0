import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { isCancelled, toFailure } from './failure.ts';

describe('failures in words', () => {
  it('passes a coded error on as it is', () => {
    const error = new ORPCError('FOUR_EYES', {
      message: 'Ana proposed this, so someone else has to approve it.',
      data: { next: 'Ask another member to review it.', detail: {} },
    });
    expect(toFailure(error)).toEqual({
      code: 'FOUR_EYES',
      message: 'Ana proposed this, so someone else has to approve it.',
      next: 'Ask another member to review it.',
    });
  });

  it('says which value of a request is wrong', () => {
    const error = new ORPCError('BAD_REQUEST', { data: { issues: [{ message: 'Invalid URL', path: ['link'] }] } });
    expect(toFailure(error).code).toBe('INPUT_INVALID');
    expect(toFailure(error).message).toContain('Invalid URL');
  });

  it('shows nothing of an error it does not know', () => {
    const error = new ORPCError('INTERNAL_SERVER_ERROR', { message: 'at /secret/path.ts:12' });
    expect(toFailure(error).code).toBe('INTERNAL');
    expect(JSON.stringify(toFailure(error))).not.toContain('secret');
  });

  it('takes anything else for a lost line', () => {
    expect(toFailure(new Error('port closed')).code).toBe('ENGINE_UNREACHABLE');
    expect(toFailure(undefined).code).toBe('ENGINE_UNREACHABLE');
  });

  it('knows what the person cancelled', () => {
    expect(isCancelled(new DOMException('stopped', 'AbortError'))).toBe(true);
    expect(isCancelled(new ORPCError('CANCELLED'))).toBe(true);
    expect(isCancelled(new Error('boom'))).toBe(false);
  });
});

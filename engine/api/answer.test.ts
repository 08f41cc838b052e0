import { oc } from '@orpc/contract';
import { createRouterClient, implement } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorMap } from '../contract/index.ts';
import { appError, err } from '../core/index.ts';
import { answer, closedErrors } from './answer.ts';

const contract = {
  fails: oc.errors(errorMap).output(z.string()),
  wants: oc
    .errors(errorMap)
    .input(z.object({ day: z.string().length(10) }))
    .output(z.string()),
  breaks: oc.errors(errorMap).output(z.string()),
};
const api = implement(contract);
const reported: unknown[] = [];
const client = createRouterClient(
  {
    fails: api.fails.handler(() => answer(Promise.resolve(err(appError('NOT_FOUND', { what: 'Test', id: '7' }))))),
    wants: api.wants.handler(({ input }) => input.day),
    breaks: api.breaks.handler(() => {
      throw new Error('secret path /home/x');
    }),
  },
  { interceptors: [closedErrors((error) => `ref-${reported.push(error)}`)] },
);

describe('errors at the edge of the contract', () => {
  it('carries a coded failure with its text and next step', async () => {
    await expect(client.fails()).rejects.toMatchObject({
      code: 'NOT_FOUND',
      defined: true,
      message: 'Test 7 does not exist.',
      data: { next: 'Check the id, or refresh the list.' },
    });
  });

  it('names the field of invalid input', async () => {
    await expect(client.wants({ day: 'today' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('day:'),
    });
  });

  it('hides a bug behind a reference and reports it', async () => {
    const failure = client.breaks();
    await expect(failure).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('ref-1') });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
    expect(reported).toHaveLength(1);
  });
});

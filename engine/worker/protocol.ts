import { z } from 'zod';
import { detailSchema, progressSchema } from '../contract/index.ts';
import { type AppError, isErrorCode } from '../core/index.ts';

/** What main sends to the worker. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.int(), method: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
]);
export type Request = z.infer<typeof requestSchema>;

const errorSchema: z.ZodType<AppError> = z.object({
  code: z.string().refine(isErrorCode),
  message: z.string(),
  next: z.string(),
  detail: detailSchema,
});

const outcomeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What the worker sends to main. `bug` is a fault in the worker's code: it is thrown again in main. */
export const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), id: z.int(), progress: progressSchema }),
  z.object({ kind: z.literal('result'), id: z.int(), outcome: outcomeSchema }),
  z.object({ kind: z.literal('bug'), id: z.int(), message: z.string() }),
]);
export type Reply = z.infer<typeof replySchema>;

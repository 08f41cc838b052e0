import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errorMap } from '../errors.ts';
import { slugSchema } from '../experiment-design.ts';
import { uuidSchema } from '../primitives.ts';

/** What every procedure is made from: any of them may fail with any code of the error table. */
export const base = oc.errors(errorMap);

export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** Why somebody does it: in the audit for good. */
export const reason = z.string().trim().min(1);

export const byId = z.object({ id: uuidSchema });
export const byKey = z.object({ key: slugSchema });

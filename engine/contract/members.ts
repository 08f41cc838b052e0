import { z } from 'zod';
import { base64Schema, instantSchema, uuidSchema } from './primitives.ts';

/** analyst: reads and proposes. approver: also decides. admin: also members, caps, connections. */
export const roleSchema = z.enum(['analyst', 'approver', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const memberSchema = z
  .object({
    id: uuidSchema,
    name: z.string().min(1).max(80),
    role: roleSchema,
    /** Ed25519 public key, SPKI DER, base64. */
    publicKey: base64Schema,
    addedAt: instantSchema,
  })
  .readonly();
export type Member = z.infer<typeof memberSchema>;

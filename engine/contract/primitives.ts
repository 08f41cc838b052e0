import { z } from 'zod';
import { type Day, type Instant, isDay, isInstant, isUuid, mayCarryTokens, type Uuid } from '../core/index.ts';

export const daySchema = z.custom<Day>((v) => typeof v === 'string' && isDay(v), 'a calendar day YYYY-MM-DD');
export const instantSchema = z.custom<Instant>((v) => typeof v === 'string' && isInstant(v), 'a UTC instant');
export const uuidSchema = z.custom<Uuid>((v) => typeof v === 'string' && isUuid(v), 'a UUID');

/** Lower-case SHA-256 hex. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Where requests with a token go. */
export const platformAddressSchema = z
  .url()
  .refine(mayCarryTokens, 'an https address without user name, query or fragment (http only on this machine)');

/** Base64 of a DER value: a public key (SPKI) or an Ed25519 signature. */
export const base64Schema = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);

export const moneySchema = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) }).readonly();

export const probabilitySchema = z.number().min(0).max(1);

/** An interval with its credible or confidence level, in the unit of the estimate beside it. */
export const intervalSchema = z.object({ low: z.number(), high: z.number(), level: probabilitySchema }).readonly();
export type Interval = z.infer<typeof intervalSchema>;

export const detailSchema = z.record(z.string(), z.union([z.string(), z.number()])).readonly();

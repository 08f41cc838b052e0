import { z } from 'zod';
import { type AppError, appError } from '../../core/index.ts';

const faultSchema = z.object({ code: z.string().default(''), message: z.string() });

/** SQLSTATEs and system codes that say the warehouse is not there, or not for us. */
const AWAY = /^(08|28|3D|57P|53)|^E[A-Z]+$/;
const AWAY_WORDS =
  /connection terminated|timeout expired|connection ended|does not support SSL|self.signed|certificate/i;

/**
 * What the driver throws as an error of the closed table: WAREHOUSE_UNREACHABLE, WAREHOUSE_REFUSED with what the server
 * says of the query, DISK_FULL. Null for a bug.
 */
export function warehouseError(fault: unknown, limitSeconds: number): AppError | null {
  if (!(fault instanceof Error)) return null;
  const parsed = faultSchema.safeParse(Object.assign({ message: fault.message }, fault));
  if (!parsed.success) return null;
  const { code, message } = parsed.data;
  const reason = message.replace(/\.$/, '');
  if (code === 'ENOSPC') return appError('DISK_FULL');
  if (code === '57014') return appError('WAREHOUSE_REFUSED', { reason: `it took longer than ${limitSeconds} s` });
  if (/^28/.test(code))
    return appError('WAREHOUSE_UNREACHABLE', { reason: 'it does not accept the user or the password' });
  if (AWAY.test(code) || AWAY_WORDS.test(message)) return appError('WAREHOUSE_UNREACHABLE', { reason: code || reason });
  return /^[0-9A-Z]{5}$/.test(code) ? appError('WAREHOUSE_REFUSED', { reason }) : null;
}

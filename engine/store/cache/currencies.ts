import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { literal } from './sql.ts';
import { plainRows } from './values.ts';

/** Every currency the platform knows, with its minor digits (ISO 4217, as the platform's Intl data has it). */
function currencyDigits(): readonly (readonly [string, number])[] {
  return Intl.supportedValuesOf('currency').map((currency) => {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return [currency, options.maximumFractionDigits ?? 2];
  });
}

const held = z.object({ known: z.string().nullable() });

/**
 * Writes the minor digits of each currency into `workbench.currencies`, where SQL needs them to turn minor units of one
 * currency into another. Nothing is written when they are there.
 */
export async function seedCurrencies(connection: DuckDBConnection): Promise<void> {
  const digits = currencyDigits();
  const reader = await connection.runAndReadAll(
    `SELECT string_agg(code || ':' || digits, ',' ORDER BY code) AS known FROM workbench.currencies`,
  );
  const known = held.parse(plainRows(reader)[0]).known;
  if (known === digits.map(([code, count]) => `${code}:${count}`).join(',')) return;
  await connection.run('DELETE FROM workbench.currencies');
  const rows = digits.map(([code, count]) => `(${literal(code)}, ${count})`);
  await connection.run(`INSERT INTO workbench.currencies VALUES ${rows.join(', ')}`);
}

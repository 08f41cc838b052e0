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

const held = z.object({ code: z.string() });

/**
 * Writes the minor digits of each currency into `workbench.currencies`, where SQL needs them to turn minor units of one
 * currency into another. Only what is missing is written: the platforms a cache is opened on know different lists, and
 * opening it must not change its file each time.
 */
export async function seedCurrencies(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll('SELECT code FROM workbench.currencies');
  const known = new Set(
    z
      .array(held)
      .parse(plainRows(reader))
      .map(({ code }) => code),
  );
  const missing = currencyDigits().filter(([code]) => !known.has(code));
  if (missing.length === 0) return;
  const rows = missing.map(([code, digits]) => `(${literal(code)}, ${digits})`);
  await connection.run(`INSERT INTO workbench.currencies VALUES ${rows.join(', ')}`);
}

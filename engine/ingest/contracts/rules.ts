import type { OdcsProperty, OdcsQuality } from './odcs.ts';

/** A rule every row has to keep. */
export interface ContractRule {
  readonly id: string;
  /** What is wrong with a row that breaks it, as people read it. */
  readonly reason: string;
  /**
   * SQL over the columns of the row, true for a good row; anything else, null too, breaks the rule. `$data_through`
   * stands for the last day the manifest says the drop covers.
   */
  readonly predicate: string;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/**
 * True where the whole text has the form. A pattern anchored at both ends is matched as a whole, which DuckDB does once
 * for each different text of a block and not for each row.
 */
function matches(name: string, pattern: string): string {
  const whole = /^\^([^|]*[^|\\])\$$/.exec(pattern)?.[1];
  return whole === undefined
    ? `regexp_matches(${name}, ${text(pattern)})`
    : `regexp_full_match(${name}, ${text(whole)})`;
}

/** Rules that a property states by its type: required, bounds, length, pattern. */
export function propertyRules(property: OdcsProperty): ContractRule[] {
  const { name, required, logicalTypeOptions: options } = property;
  const rules: ContractRule[] = [];
  const orMissing = required ? '' : `${name} IS NULL OR `;
  const add = (kind: string, reason: string, predicate: string) =>
    rules.push({ id: `${kind}:${name}`, reason, predicate });
  if (required) add('required', `${name} is missing`, `${name} IS NOT NULL`);
  if (options.minimum !== undefined) {
    add('minimum', `${name} is below ${options.minimum}`, `${orMissing}${name} >= ${options.minimum}`);
  }
  if (options.maximum !== undefined) {
    add('maximum', `${name} is above ${options.maximum}`, `${orMissing}${name} <= ${options.maximum}`);
  }
  if (options.minLength !== undefined) {
    const reason = options.minLength === 1 ? `${name} is empty` : `${name} is shorter than ${options.minLength}`;
    const predicate = options.minLength === 1 ? `${name} <> ''` : `length(${name}) >= ${options.minLength}`;
    add('min_length', reason, `${orMissing}${predicate}`);
  }
  if (options.maxLength !== undefined) {
    add(
      'max_length',
      `${name} is longer than ${options.maxLength}`,
      `${orMissing}length(${name}) <= ${options.maxLength}`,
    );
  }
  if (options.pattern !== undefined) {
    add('pattern', `${name} does not have the agreed form`, `${orMissing}${matches(name, options.pattern)}`);
  }
  return rules;
}

/** Rules written out under `quality`. Text is for people; SQL and library checks are not per row and are refused. */
export function qualityRules(entries: readonly OdcsQuality[]): ContractRule[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'text') return [];
    if (entry.type !== 'custom' || entry.engine !== 'growth-workbench' || entry.implementation === undefined) {
      throw new Error(`quality rule ${entry.id ?? entry.name ?? ''} can not be enforced: use custom, growth-workbench`);
    }
    if (entry.id === undefined) throw new Error('a quality rule needs an id');
    return [
      {
        id: entry.id,
        reason: entry.description ?? entry.name ?? entry.id,
        predicate: entry.implementation,
      },
    ];
  });
}

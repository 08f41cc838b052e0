import { parse } from 'yaml';
import type { OdcsDocument, OdcsProperty, OdcsSla } from './odcs.ts';
import { odcsSchema } from './odcs.ts';
import { type ContractRule, propertyRules, qualityRules } from './rules.ts';

export interface ContractColumn {
  readonly name: string;
  readonly logicalType: OdcsProperty['logicalType'];
  /** The column's type in the cache, a DuckDB type name. */
  readonly type: OdcsProperty['physicalType'];
  readonly required: boolean;
}

/** What the workbench holds a dataset to. Made from an ODCS document; nothing about a dataset is known elsewhere. */
export interface DataContract {
  readonly id: string;
  readonly version: string;
  /** The dataset's name, also the name of its table in the cache. */
  readonly dataset: string;
  readonly columns: readonly ContractColumn[];
  /** Columns that together name one row. */
  readonly key: readonly string[];
  /** The date column whose days a drop restates. */
  readonly partition: string;
  /** Rules of a single row, in the order they are judged. */
  readonly rules: readonly ContractRule[];
  /** Hours after the end of a day (UTC) within which its data is due; null when the contract promises nothing. */
  readonly latencyHours: number | null;
}

const HOURS: Readonly<Record<string, number>> = { h: 1, hour: 1, hours: 1, d: 24, day: 24, days: 24 };

function latencyHours(properties: readonly OdcsSla[]): number | null {
  const latency = properties.find((entry) => entry.property === 'latency');
  if (latency === undefined) return null;
  const hours = HOURS[latency.unit ?? 'd'];
  const value = Number(latency.value);
  if (hours === undefined || !(value > 0)) {
    throw new Error(`latency of ${String(latency.value)} ${latency.unit ?? ''} is not a time`);
  }
  return value * hours;
}

function build(document: OdcsDocument): DataContract {
  const [object] = document.schema;
  if (object === undefined) throw new Error('the contract has no schema object');
  const key = object.properties
    .filter((property) => property.primaryKey)
    .sort((a, b) => a.primaryKeyPosition - b.primaryKeyPosition)
    .map((property) => property.name);
  const partitions = object.properties.filter((property) => property.partitioned);
  const [partition] = partitions;
  if (key.length === 0) throw new Error('the contract has no primary key');
  if (partition === undefined || partitions.length > 1 || partition.logicalType !== 'date' || !partition.required) {
    throw new Error('the contract needs exactly one partition column, a required date');
  }
  return {
    id: document.id,
    version: document.version,
    dataset: object.name,
    columns: object.properties.map(({ name, logicalType, physicalType, required }) => ({
      name,
      logicalType,
      type: physicalType,
      required,
    })),
    key,
    partition: partition.name,
    rules: [
      ...object.properties.flatMap(propertyRules),
      ...object.properties.flatMap((property) => qualityRules(property.quality)),
      ...qualityRules(object.quality),
    ],
    latencyHours: latencyHours(document.slaProperties),
  };
}

/**
 * Reads one ODCS 3.1 document.
 * @throws Error when the document is not a contract the workbench can enforce: contracts are part of the product, so
 * a bad one is a bug.
 */
export function parseContract(yaml: string): DataContract {
  const document: unknown = parse(yaml);
  return build(odcsSchema.parse(document));
}

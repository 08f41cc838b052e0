import { parse } from 'yaml';
import type { OdcsCustomProperty, OdcsDocument, OdcsProperty } from './odcs.ts';
import { odcsSchema } from './odcs.ts';
import { type ContractRule, propertyRules, qualityRules } from './rules.ts';
import { type ServiceLevel, serviceLevel } from './service-level.ts';
import { contractZone } from './zone.ts';

export interface ContractColumn {
  readonly name: string;
  readonly logicalType: OdcsProperty['logicalType'];
  /** The column's type in the cache, a DuckDB type name. */
  readonly type: OdcsProperty['physicalType'];
  readonly required: boolean;
  /** Came with a later version of the contract, so that drops may do without it: its values are missing then. */
  readonly addedLater?: boolean;
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
  /**
   * The date column whose days a drop restates. Null for a snapshot: each drop holds all rows and replaces those before.
   */
  readonly partition: string | null;
  /** How many days beyond the day a drop covers its rows may lie; 0 for what has happened, more for a plan. */
  readonly daysAhead: number;
  /** Rules of a single row, in the order they are judged. */
  readonly rules: readonly ContractRule[];
  readonly sla: ServiceLevel;
  /** The zone whose calendar days the dataset counts: an IANA name, or `workspace` for the workspace's reporting zone. */
  readonly zone: string;
}

/** Days beyond `data_through`: the custom property `daysAhead`. */
function daysAhead(properties: readonly OdcsCustomProperty[]): number {
  const found = properties.find((entry) => entry.property === 'daysAhead')?.value ?? 0;
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 0) {
    throw new Error(`daysAhead of ${String(found)} is no number of days`);
  }
  return found;
}

/** The partition column's name, null without one. */
function partitionOf(properties: readonly OdcsProperty[]): string | null {
  const [partition, second] = properties.filter((property) => property.partitioned);
  if (partition === undefined) return null;
  if (second !== undefined || partition.logicalType !== 'date' || !partition.required) {
    throw new Error('the contract can have one partition column, a required date');
  }
  return partition.name;
}

function build(document: OdcsDocument): DataContract {
  const [object] = document.schema;
  if (object === undefined) throw new Error('the contract has no schema object');
  const key = object.properties
    .filter((property) => property.primaryKey)
    .sort((a, b) => a.primaryKeyPosition - b.primaryKeyPosition)
    .map((property) => property.name);
  if (key.length === 0) throw new Error('the contract has no primary key');
  return {
    id: document.id,
    version: document.version,
    dataset: object.name,
    columns: object.properties.map(({ name, logicalType, physicalType, required, customProperties }) => ({
      name,
      logicalType,
      type: physicalType,
      required,
      ...(!required && customProperties.some(({ property }) => property === 'addedIn') ? { addedLater: true } : {}),
    })),
    key,
    partition: partitionOf(object.properties),
    daysAhead: daysAhead(document.customProperties),
    rules: [
      ...object.properties.flatMap(propertyRules),
      ...object.properties.flatMap((property) => qualityRules(property.quality)),
      ...qualityRules(object.quality),
    ],
    sla: serviceLevel(document.slaProperties),
    zone: contractZone(document.customProperties),
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

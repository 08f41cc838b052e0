/** A data file of a foreign drop, with what its manifest says of it. */
export interface FoundFile {
  /** Relative to the drop, forward slashes. */
  readonly path: string;
  /** Null when nobody said. */
  readonly bytes: number | null;
  readonly rows: number | null;
}

/** A drop that another system wrote: which files are its data, and that they are all there. */
export interface Found {
  readonly kind: 'redshift' | 'spark' | 'bigquery';
  /** When it was complete, in milliseconds since the epoch: when its marker or its last file was written. */
  readonly generated: number;
  readonly files: readonly FoundFile[];
  /** Names that may say which dataset it is, besides those of its folders. */
  readonly prefixes: readonly string[];
  /** Column names from the manifest, for files that may have no header line. */
  readonly columns: readonly string[] | null;
}

/** Kinds of foreign drops as people call them. */
export const KIND_NAMES: Readonly<Record<Found['kind'], string>> = {
  redshift: 'Redshift UNLOAD manifest',
  spark: 'Spark folder',
  bigquery: 'BigQuery export',
};

/** A dataset's table in the cache. `_load` beside its columns says which load a row came with. */
export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    /** True: no row may be without it. */
    readonly required?: boolean;
  }[];
}

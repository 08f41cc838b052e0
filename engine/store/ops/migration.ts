/** One step of the ops schema. */
export interface Migration {
  readonly id: string;
  /** Of the SQL, so that a changed step is noticed. */
  readonly sha256: string;
  readonly sql: string;
}

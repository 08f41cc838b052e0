export const EDGES = {
  campaigns: { kind: 'campaign', object: 'Campaign' },
  adsets: { kind: 'adset', object: 'AdSet' },
  adcreatives: { kind: 'creative', object: 'AdCreative' },
  ads: { kind: 'ad', object: 'Ad' },
} as const;

export type Edge = keyof typeof EDGES;
export type Kind = (typeof EDGES)[Edge]['kind'];

export const isEdge = (text: string): text is Edge => Object.hasOwn(EDGES, text);

export interface FakeObject {
  readonly id: string;
  readonly kind: Kind;
  readonly accountId: string;
  readonly name: string;
  readonly status: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The object it hangs under, if any. */
  readonly parents: readonly string[];
  readonly createdAt: number;
  readonly deletedAt: number | null;
}

/** What the fake platform holds. Deleting a campaign or an ad set deletes what hangs under it, as Meta does. */
export class ObjectStore {
  readonly #objects = new Map<string, FakeObject>();
  #next = 0;

  get all(): readonly FakeObject[] {
    return [...this.#objects.values()];
  }

  get live(): readonly FakeObject[] {
    return this.all.filter((o) => o.deletedAt === null);
  }

  get(id: string): FakeObject | undefined {
    return this.#objects.get(id);
  }

  add(object: Omit<FakeObject, 'id' | 'deletedAt'>): FakeObject {
    this.#next += 1;
    const added = { ...object, id: String(120_200_000_000_000 + this.#next), deletedAt: null };
    this.#objects.set(added.id, added);
    return added;
  }

  delete(id: string, at: number): void {
    const object = this.#objects.get(id);
    if (object === undefined || object.deletedAt !== null) return;
    this.#objects.set(id, { ...object, status: 'DELETED', deletedAt: at });
    if (object.kind === 'creative') return;
    for (const child of this.all) if (child.parents[0] === id) this.delete(child.id, at);
  }

  /** Objects of a kind as a list that lags by `lagMs` shows them: late to appear, late to go. */
  listed(opts: { readonly kind: Kind; readonly accountId: string; readonly now: number; readonly lagMs: number }) {
    const seen = opts.now - opts.lagMs;
    return this.all.filter(
      (o) =>
        o.kind === opts.kind &&
        o.accountId === opts.accountId &&
        o.createdAt <= seen &&
        (o.deletedAt === null || o.deletedAt > seen),
    );
  }
}

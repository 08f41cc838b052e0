import { z } from 'zod';
import { type PublishedSpec, publishedSpec } from './published-spec.ts';
import { combinationFault } from './rules.ts';
import { EDGES, type Edge, type FakeObject, isEdge, ObjectStore } from './store.ts';
import {
  errorResponse,
  invalidParameter,
  jsonResponse,
  type MetaFault,
  type Params,
  paramsSchema,
  type WireRequest,
  type WireResponse,
} from './wire.ts';

export interface FakeMetaOptions {
  readonly accountId?: string;
  readonly currency?: string;
  readonly token?: string;
  readonly pageIds?: readonly string[];
  readonly apiVersion?: string;
  /** Off only to show that a request is judged by the published specification. */
  readonly spec?: PublishedSpec | null;
}

/** One request as it was handled, with what it made or deleted. */
export interface Handled {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly params: Params;
  readonly status: number;
  readonly created: FakeObject | null;
  readonly deleted: string | null;
}

const filterSchema = z.array(z.object({ field: z.literal('name'), operator: z.literal('CONTAIN'), value: z.string() }));

/**
 * Meta's Marketing API as far as the workbench uses it: one state, judged by Meta's published specification and the
 * rules of combination. Knows no network and no time of its own; the HTTP server and the in-process `Net` both carry
 * requests to it.
 */
export class FakeMeta {
  readonly store = new ObjectStore();
  readonly handled: Handled[] = [];
  readonly accountId: string;
  readonly #currency: string;
  readonly #pageIds: readonly string[];
  readonly #version: string;
  readonly #spec: PublishedSpec | null;
  /** The token it accepts; change it to let the client's expire. */
  token: string;

  constructor(options: FakeMetaOptions = {}) {
    this.accountId = options.accountId ?? '1001';
    this.#currency = options.currency ?? 'USD';
    this.#pageIds = options.pageIds ?? ['2002'];
    this.#version = options.apiVersion ?? 'v25.0';
    this.token = options.token ?? 'test-token';
    this.#spec = options.spec === undefined ? publishedSpec() : options.spec;
  }

  /** Handles one request at `now` (milliseconds). `lagMs` is how far lists are behind. */
  handle(request: WireRequest, now: number, lagMs = 0): WireResponse {
    let created: FakeObject | null = null;
    let deleted: string | null = null;
    const params = paramsOf(request);
    const respond = (): WireResponse => {
      const fault = this.#gate(request, params);
      if (fault !== null) return errorResponse(fault);
      const [, first = '', second] = request.path.split('/').filter((part) => part !== '');
      if (request.method === 'POST' && params !== null && second !== undefined && isEdge(second)) {
        const made = this.#create(first, second, { params, now });
        if ('code' in made) return errorResponse(made);
        created = made.object;
        return jsonResponse(made.object === null ? { success: true } : { id: made.object.id });
      }
      if (request.method === 'GET' && second !== undefined && isEdge(second)) {
        return this.#list(first, second, { query: request.query, now, lagMs });
      }
      if (request.method === 'GET' && second === undefined) return this.#read(first, request.query);
      if (request.method === 'DELETE' && second === undefined) {
        const gone = this.#delete(first, now);
        if (gone !== null) return errorResponse(gone);
        deleted = first;
        return jsonResponse({ success: true });
      }
      return errorResponse(invalidParameter(`Unsupported ${request.method.toLowerCase()} request`));
    };
    const response = respond();
    const { method, path } = request;
    this.handled.push({ at: now, method, path, params: params ?? {}, status: response.status, created, deleted });
    return response;
  }

  #gate(request: WireRequest, params: Params | null): MetaFault | null {
    if (request.query.access_token !== undefined) return invalidParameter('A token in the URL ends up in logs');
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      return { status: 400, code: 190, subcode: 463, message: 'Error validating access token: Session has expired' };
    }
    if (!request.path.startsWith(`/${this.#version}/`)) {
      return { status: 400, code: 2635, message: '(#2635) You are calling a deprecated version of the Ads API' };
    }
    return params === null ? invalidParameter('The body is not JSON') : null;
  }

  #create(
    account: string,
    edge: Edge,
    { params, now }: { readonly params: Params; readonly now: number },
  ): { readonly object: FakeObject | null } | MetaFault {
    if (account !== `act_${this.accountId}`) return noSuchObject(account);
    const fault =
      this.#spec?.judge(edge, params) ?? combinationFault({ store: this.store, pageIds: this.#pageIds }, edge, params);
    if (fault !== null && fault !== undefined) return fault;
    const { execution_options: options, name, status, ...fields } = params;
    if (Array.isArray(options) && options.includes('validate_only')) return { object: null };
    const { kind } = EDGES[edge];
    const object = this.store.add({
      kind,
      accountId: this.accountId,
      name: String(name),
      status: kind === 'creative' ? 'ACTIVE' : String(status),
      fields,
      parents: [fields.campaign_id, fields.adset_id].flatMap((id) => (id === undefined ? [] : [String(id)])),
      createdAt: now,
    });
    return { object };
  }

  #list(
    account: string,
    edge: Edge,
    at: { readonly query: Readonly<Record<string, string>>; readonly now: number; readonly lagMs: number },
  ): WireResponse {
    if (account !== `act_${this.accountId}`) return errorResponse(noSuchObject(account));
    const { kind, object } = EDGES[edge];
    const fields = (at.query.fields ?? 'id').split(',');
    const unknown = this.#spec?.unknownField(object, fields) ?? null;
    if (unknown !== null) return errorResponse(invalidParameter(`Tried accessing nonexisting field (${unknown})`));
    const filters = filterSchema.safeParse(JSON.parse(at.query.filtering ?? '[]'));
    if (!filters.success) return errorResponse(invalidParameter('filtering is not understood'));
    const rows = this.store
      .listed({ kind, accountId: this.accountId, now: at.now, lagMs: at.lagMs })
      .filter((o) => filters.data.every((f) => o.name.includes(f.value)));
    const from = Number(at.query.after ?? 0);
    const to = from + Number(at.query.limit ?? 25);
    const page = rows.slice(from, to);
    const more = to < rows.length;
    return jsonResponse({
      data: page.map((o) => viewOf(o.deletedAt === null ? o : { ...o, status: 'PAUSED' }, fields)),
      paging: {
        cursors: { before: String(from), after: String(Math.min(to, rows.length)) },
        ...(more && { next: `https://graph.invalid/next?after=${to}` }),
      },
    });
  }

  #read(id: string, query: Readonly<Record<string, string>>): WireResponse {
    const fields = (query.fields ?? 'id').split(',');
    if (id === `act_${this.accountId}`) {
      const account = { id, currency: this.#currency, account_status: 1 };
      return jsonResponse(
        Object.fromEntries(Object.entries(account).filter(([k]) => k === 'id' || fields.includes(k))),
      );
    }
    const object = this.store.get(id);
    if (object === undefined) return errorResponse(noSuchObject(id));
    const edge = Object.values(EDGES).find((e) => e.kind === object.kind);
    const unknown = edge ? (this.#spec?.unknownField(edge.object, fields) ?? null) : null;
    if (unknown !== null) return errorResponse(invalidParameter(`Tried accessing nonexisting field (${unknown})`));
    return jsonResponse(viewOf(object, fields));
  }

  #delete(id: string, now: number): MetaFault | null {
    const object = this.store.get(id);
    if (object === undefined || object.deletedAt !== null) return noSuchObject(id);
    const used = this.store.live.some(
      (o) => o.kind === 'ad' && object.kind === 'creative' && creativeOf(o) === object.id,
    );
    if (used) return invalidParameter('The creative is used by an ad', 1_487_047);
    this.store.delete(id, now);
    return null;
  }
}

const creativeOf = (ad: FakeObject): string | null => {
  const parsed = z.object({ creative_id: z.string() }).safeParse(ad.fields.creative);
  return parsed.success ? parsed.data.creative_id : null;
};

const noSuchObject = (id: string): MetaFault => ({
  status: 400,
  code: 100,
  subcode: 33,
  message: `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions`,
});

/** Money is written as a number and read as text, as Meta does it. */
function viewOf(object: FakeObject, fields: readonly string[]): Record<string, unknown> {
  const all: Record<string, unknown> = {
    ...object.fields,
    name: object.name,
    status: object.status,
    effective_status: object.status,
  };
  const view: Record<string, unknown> = { id: object.id };
  for (const field of fields) {
    if (field === 'id' || all[field] === undefined) continue;
    view[field] = field.endsWith('_budget') ? String(all[field]) : all[field];
  }
  if (fields.includes('creative')) view.creative = { id: creativeOf(object) };
  return view;
}

/** Null when the body is no JSON object. */
function paramsOf(request: WireRequest): Params | null {
  if (request.method !== 'POST') return {};
  try {
    return paramsSchema.parse(JSON.parse(request.body));
  } catch {
    return null;
  }
}

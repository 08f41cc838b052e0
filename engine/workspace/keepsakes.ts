import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Annotation, annotationSchema, type SavedView, savedViewSchema } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { writeWhole } from './write-whole.ts';

const fileSchema = z.object({
  version: z.literal(1),
  views: z.array(savedViewSchema).readonly(),
  annotations: z.array(annotationSchema).readonly(),
});
type Kept = z.infer<typeof fileSchema>;

const EMPTY: Kept = { version: 1, views: [], annotations: [] };

/** What people keep for themselves in a workspace: saved views by name, notes by day. */
export interface Keepsakes {
  views(): Promise<Result<readonly SavedView[]>>;
  /** Keeps a view; one of the same name and page is replaced. */
  saveView(view: SavedView): Promise<Result<readonly SavedView[]>>;
  removeView(id: string): Promise<Result<readonly SavedView[]>>;
  annotations(): Promise<Result<readonly Annotation[]>>;
  annotate(note: Annotation): Promise<Result<readonly Annotation[]>>;
  removeAnnotation(id: string): Promise<Result<readonly Annotation[]>>;
}

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

async function read(path: string): Promise<Result<Kept>> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (parsed.success) return ok(parsed.data);
    return err(appError('VIEWS_UNREADABLE', { reason: parsed.error.issues[0]?.message ?? 'another form' }));
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return ok(EMPTY);
    return err(appError('VIEWS_UNREADABLE', { reason: reasonOf(thrown) }));
  }
}

async function write(path: string, kept: Kept): Promise<Result<Kept>> {
  try {
    await writeWhole(path, `${JSON.stringify(kept, null, 2)}\n`);
    return ok(kept);
  } catch (thrown) {
    const full = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
    return err(full ? appError('DISK_FULL') : appError('VIEWS_UNREADABLE', { reason: reasonOf(thrown) }));
  }
}

/** The keepsakes in a file of the workspace; each change is written whole, one after the other. */
export function openKeepsakes(path: string): Keepsakes {
  let last: Promise<unknown> = Promise.resolve();
  const change = (edit: (kept: Kept) => Kept): Promise<Result<Kept>> => {
    const next = last.then(async () => {
      const kept = await read(path);
      return kept.ok ? write(path, edit(kept.value)) : kept;
    });
    last = next;
    return next;
  };
  const views = (kept: Result<Kept>): Result<readonly SavedView[]> => (kept.ok ? ok(kept.value.views) : kept);
  const notes = (kept: Result<Kept>): Result<readonly Annotation[]> => (kept.ok ? ok(kept.value.annotations) : kept);

  return {
    views: async () => views(await read(path)),
    saveView: async (view) =>
      views(
        await change((kept) => ({
          ...kept,
          views: [...kept.views.filter(({ name, page }) => name !== view.name || page !== view.page), view],
        })),
      ),
    removeView: async (id) =>
      views(await change((kept) => ({ ...kept, views: kept.views.filter((view) => view.id !== id) }))),
    annotations: async () => notes(await read(path)),
    annotate: async (note) =>
      notes(
        await change((kept) => ({
          ...kept,
          annotations: [...kept.annotations, note].toSorted((a, b) => (a.day < b.day ? -1 : 1)),
        })),
      ),
    removeAnnotation: async (id) =>
      notes(await change((kept) => ({ ...kept, annotations: kept.annotations.filter((note) => note.id !== id) }))),
  };
}

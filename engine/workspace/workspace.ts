import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type AppError, appError, err, ok, type Result } from '../core/index.ts';
import { layoutOf } from './layout.ts';
import { META_DEFAULTS, type Settings, settingsSchema } from './settings.ts';
import { writeWhole } from './write-whole.ts';

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

const diskError = (thrown: unknown, path: string): AppError =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC'
    ? appError('DISK_FULL')
    : appError('WORKSPACE_INVALID', { path, reason: reasonOf(thrown) });

/** Makes the folders of a new workspace and, last, its workspace.json. */
export async function createWorkspace(
  dir: string,
  input: Pick<Settings, 'id' | 'name' | 'sample' | 'zone' | 'currency'>,
): Promise<Result<Settings>> {
  const layout = layoutOf(dir);
  if (existsSync(layout.settings)) return err(appError('WORKSPACE_EXISTS', { path: dir }));
  const settings = settingsSchema.safeParse({ version: 1, ...input, meta: META_DEFAULTS });
  if (!settings.success)
    return err(
      appError('INPUT_INVALID', {
        reason: settings.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '),
      }),
    );
  try {
    for (const folder of [
      dirname(layout.journal),
      dirname(layout.cache),
      layout.keys,
      layout.exports,
      layout.reports,
      layout.logs,
    ])
      await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(layout.settings, `${JSON.stringify(settings.data, null, 2)}\n`);
  } catch (thrown) {
    return err(diskError(thrown, layout.settings));
  }
  return ok(settings.data);
}

export async function readWorkspace(dir: string): Promise<Result<Settings>> {
  const path = layoutOf(dir).settings;
  if (!existsSync(path)) return err(appError('WORKSPACE_MISSING', { path: dir }));
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (parsed.success) return ok(parsed.data);
    const reason = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
    return err(appError('WORKSPACE_INVALID', { path, reason }));
  } catch (thrown) {
    return err(appError('WORKSPACE_INVALID', { path, reason: reasonOf(thrown) }));
  }
}

export async function writeSettings(dir: string, settings: Settings): Promise<Result<Settings>> {
  try {
    await writeWhole(join(dir, 'workspace.json'), `${JSON.stringify(settings, null, 2)}\n`);
    return ok(settings);
  } catch (thrown) {
    return err(diskError(thrown, dir));
  }
}

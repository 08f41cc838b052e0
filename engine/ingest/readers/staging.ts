import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { type Drop, type DropFile, faultCode } from '../drop.ts';
import type { TextForm } from './text-form.ts';

/** A drop whose text can be read as it is, and what to do when it has been. */
export interface Staged {
  readonly drop: Drop;
  dispose(): Promise<void>;
}

const needsStaging = ({ text }: DropFile): boolean =>
  text !== undefined && (text.encoding !== 'utf-8' || text.newline === 'cr');

/** Folders that a process that is gone left behind. */
async function sweep(scratch: string): Promise<void> {
  for (const name of await readdir(scratch)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1] ?? 0);
    if (pid === 0 || pid === process.pid) continue;
    try {
      process.kill(pid, 0);
    } catch {
      // Nobody has this number any more.
      await rm(join(scratch, name), { recursive: true, force: true });
    }
  }
}

/** The text of a file as UTF-8, piece by piece. */
async function* decoded(source: AsyncIterable<Uint8Array>, { encoding, newline }: TextForm): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const lines = (text: string) => (newline === 'cr' ? text.replaceAll('\r', '\n') : text);
  for await (const chunk of source) yield lines(decoder.decode(chunk, { stream: true }));
  yield lines(decoder.decode());
}

async function stageFile(
  file: DropFile,
  form: TextForm,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const source = createReadStream(file.absolute, { highWaterMark: 1 << 18 });
  const decode = (chunks: AsyncIterable<Uint8Array>) => decoded(chunks, form);
  const to = createWriteStream(target);
  const options = signal === undefined ? {} : { signal };
  if (form.gzip) await pipeline(source, createGunzip(), decode, to, options);
  else await pipeline(source, decode, to, options);
}

/**
 * Writes the text of files in other encodings as UTF-8 into a folder of its own below `scratch`, as a stream; their place
 * in Hive folders is kept. Files that DuckDB can read stay where they are.
 * Errors: FILE_UNREADABLE, DISK_FULL, CANCELLED; nothing is left behind then.
 */
export async function stageText(drop: Drop, scratch: string, signal?: AbortSignal): Promise<Result<Staged>> {
  if (!drop.files.some(needsStaging)) return ok({ drop, dispose: async () => {} });
  await mkdir(scratch, { recursive: true });
  await sweep(scratch);
  const dir = await mkdtemp(join(scratch, `${process.pid}-`));
  const dispose = () => rm(dir, { recursive: true, force: true });
  const files: DropFile[] = [];
  for (const file of drop.files) {
    if (file.text === undefined || !needsStaging(file)) {
      files.push(file);
      continue;
    }
    const staged = join(dir, file.path);
    try {
      await stageFile(file, file.text, staged, signal);
    } catch (fault) {
      await dispose();
      if (signal?.aborted) return err(appError('CANCELLED'));
      if (faultCode(fault) === 'ENOSPC') return err(appError('DISK_FULL'));
      return err(appError('FILE_UNREADABLE', { file: file.path, reason: faultCode(fault) }));
    }
    files.push({ ...file, staged });
  }
  return ok({ drop: { ...drop, files }, dispose });
}

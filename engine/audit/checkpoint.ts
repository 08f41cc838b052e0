import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { base64Schema, sha256Schema, uuidSchema } from '../contract/index.ts';
import { canonicalJson, ok, type Result, type Uuid } from '../core/index.ts';
import { verifySignature } from '../members/index.ts';
import type { Spine } from '../store/journal/index.ts';

/** A signed statement that the journal had this head. */
export const checkpointSchema = z
  .object({ seq: z.int().positive(), head: sha256Schema, keyId: uuidSchema, signature: base64Schema })
  .strict()
  .readonly();
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Whoever is signed in: their id names the key. */
export interface CheckpointSigner {
  readonly keyId: Uuid;
  /** Ed25519 over the UTF-8 of the text, base64. */
  sign(text: string): string;
}

/** What a checkpoint's signature is over. */
export const checkpointText = ({ seq, head, keyId }: Omit<Checkpoint, 'signature'>): string =>
  `growth-workbench/checkpoint/1\n${canonicalJson({ seq, head, keyId })}`;

/**
 * Signs the journal's present head: as an entry of the journal, and as a line of `file`, which is kept apart so that a
 * truncated journal contradicts it. Fails as the journal does (DISK_FULL, JOURNAL_STOPPED).
 */
export async function makeCheckpoint(options: {
  readonly spine: Spine;
  readonly signer: CheckpointSigner;
  readonly file: string;
}): Promise<Result<Checkpoint>> {
  const { spine, signer, file } = options;
  const { keyId } = signer;
  const written = await spine.transact(() => {
    const { seq, hash: head } = spine.head;
    const signature = signer.sign(checkpointText({ seq, head, keyId }));
    return ok([{ actor: keyId, event: { type: 'audit.checkpoint', seq, head, signature, keyId } }]);
  });
  if (!written.ok) return written;
  const [event] = written.value.map((entry) => entry.event);
  if (event?.type !== 'audit.checkpoint') throw new Error('a checkpoint was expected');
  const { seq, head, signature } = event;
  const checkpoint: Checkpoint = { seq, head, keyId, signature };
  await appendLine(file, canonicalJson(checkpoint));
  return ok(checkpoint);
}

/** Whether the checkpoint is signed by the owner of `publicKey` (SPKI DER, base64). */
export const isSignedBy = (checkpoint: Checkpoint, publicKey: string): boolean =>
  verifySignature({ publicKey, text: checkpointText(checkpoint), signature: checkpoint.signature });

/** Checkpoints as kept in their file; a torn last line is left out. `null` for a line that is no checkpoint. */
export function readCheckpoints(content: string): readonly (Checkpoint | null)[] {
  const lines = content.split('\n');
  const rest = lines.pop() ?? '';
  const whole = lines.map(parseLine);
  // A whole checkpoint and one byte more is not torn: its newline was changed.
  return parseLine(rest.slice(0, -1)) === null ? whole : [...whole, null];
}

function parseLine(line: string): Checkpoint | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  const checkpoint = checkpointSchema.safeParse(json);
  return checkpoint.success && canonicalJson(checkpoint.data) === line ? checkpoint.data : null;
}

async function appendLine(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a');
  try {
    await handle.appendFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '../../core/index.ts';
import type { Encoding } from './text-form.ts';

/** Bytes that Windows-1252 gives no character. */
const UNASSIGNED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** How many bytes the UTF-8 sequence at `index` has; 0 when there is none, null when the bytes end inside it. */
function sequenceAt(bytes: Uint8Array, index: number): number | null {
  const first = bytes[index] ?? 0;
  const length =
    first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  if (length === 0) return 0;
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[index + next];
    if (byte === undefined) return null;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return isUtf8(bytes.subarray(index, index + length)) ? length : 0;
}

interface HighBytes {
  /** Characters beyond ASCII that are right UTF-8. */
  readonly sequences: number;
  /** Bytes beyond ASCII that belong to none. */
  readonly strays: number;
  /** Strays that Windows-1252 has no character for. */
  readonly unassigned: number;
}

function countHighBytes(bytes: Uint8Array): HighBytes {
  let sequences = 0;
  let strays = 0;
  let unassigned = 0;
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) {
      index += 1;
      continue;
    }
    const length = sequenceAt(bytes, index);
    if (length === null) break;
    if (length > 0) sequences += 1;
    else {
      strays += 1;
      if (UNASSIGNED.has(byte)) unassigned += 1;
    }
    index += Math.max(1, length);
  }
  return { sequences, strays, unassigned };
}

/** UTF-16 without a mark: in text that is mostly Latin every other byte is zero. */
function utf16(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const half = length / 2;
  if (half < 2) return null;
  if (odd > 0.4 * half && even < 0.05 * half) return 'utf-16le';
  return even > 0.4 * half && odd < 0.05 * half ? 'utf-16be' : null;
}

/**
 * Tells the encoding of a text from its first bytes: by a byte order mark, else by zeros as UTF-16 has them, else UTF-8
 * when that is what they are. Text in which nothing beyond ASCII is UTF-8 is Windows-1252, which holds Latin-1. Single
 * strays in UTF-8 are damaged lines, which quarantine shows. Anything between can't be told.
 * @returns the encoding, or why it can't be told.
 */
export function encodingOf(bytes: Uint8Array): Result<Encoding, string> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    if (bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0) return err('it begins like UTF-32');
    return ok('utf-16le');
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ok('utf-16be');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ok('utf-8');
  const wide = utf16(bytes);
  if (wide !== null) return ok(wide);
  if (isUtf8(bytes)) return ok('utf-8');
  const { sequences, strays, unassigned } = countHighBytes(bytes);
  if (strays === 0 || sequences > 4 * strays) return ok('utf-8');
  if (sequences === 0 && unassigned === 0) return ok('windows-1252');
  return err(`${strays} bytes beyond ASCII are not UTF-8 and ${sequences} characters are`);
}

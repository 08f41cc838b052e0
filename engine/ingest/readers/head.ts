import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** How much of a file is looked at to tell how it is written: some ten thousand lines. */
export const HEAD_BYTES = 1 << 20;

export interface Head {
  readonly bytes: Buffer;
  /** True when the file ends here. */
  readonly whole: boolean;
}

/**
 * The first bytes of a file, unpacked, no more than `HEAD_BYTES`, however large it unpacks to.
 * @throws the file system's or zlib's error.
 */
export async function readHead(path: string, gzip: boolean, most = HEAD_BYTES): Promise<Head> {
  const chunks: Buffer[] = [];
  let length = 0;
  const take = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) return;
    }
  };
  const file = createReadStream(path, { highWaterMark: 1 << 16 });
  // Leaving early closes the streams behind; that is no failure of theirs.
  await (gzip ? pipeline(file, createGunzip(), take) : pipeline(file, take));
  return { bytes: Buffer.concat(chunks).subarray(0, most), whole: length <= most };
}

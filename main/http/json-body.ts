import type { IncomingMessage } from 'node:http';
import { type AppError, appError, err, ok, type Result } from '../../engine/core/index.ts';

/** Deeper than anything the contract has, and shallow enough for every validator. */
const DEEPEST = 64;

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Whether a request says that a body comes with it. */
export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Why the body will not be read; null when it will. */
export function refusedBody({ headers }: Pick<IncomingMessage, 'headers'>, limit: number): AppError | null {
  const encoding = headers['content-encoding'];
  if (!JSON_TYPE.test(headers['content-type'] ?? '') || (encoding !== undefined && encoding !== 'identity'))
    return appError('BODY_NOT_JSON');
  return Number(headers['content-length'] ?? 0) > limit ? appError('BODY_TOO_LARGE', { limit }) : null;
}

/** How deep brackets nest, outside of texts. */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (inText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return deepest;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON in UTF-8. Fails with BODY_MALFORMED, and with INPUT_INVALID when it nests too deep. */
export function parseJson(bytes: Uint8Array): Result<unknown> {
  try {
    const text = utf8.decode(bytes);
    if (depthOf(text) > DEEPEST)
      return err(appError('INPUT_INVALID', { reason: `it nests deeper than ${DEEPEST} levels` }));
    return ok(JSON.parse(text));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof TypeError) return err(appError('BODY_MALFORMED'));
    throw thrown;
  }
}

/**
 * Reads and parses the body. Fails with BODY_TOO_LARGE as soon as more than `limit` bytes have come (the rest is taken off
 * the line and forgotten), and as `parseJson`. Resolves to null when the client is gone.
 */
export function readJson(request: IncomingMessage, limit: number): Promise<Result<unknown> | null> {
  return new Promise((resolve) => {
    let parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= limit) {
        parts.push(part);
        return;
      }
      parts = [];
      resolve(err(appError('BODY_TOO_LARGE', { limit })));
    });
    request.once('end', () => {
      const [only] = parts;
      resolve(parseJson(parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)));
    });
    request.once('error', () => resolve(null));
    request.once('close', () => resolve(null));
  });
}

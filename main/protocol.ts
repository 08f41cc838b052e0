import { randomBytes } from 'node:crypto';
import { protocol, type Session } from 'electron';
import { openBundle } from './bundle.ts';
import { contentSecurityPolicy } from './content-policy.ts';
import { pageOf } from './page.ts';

export const APP_ORIGIN = 'app://workbench';

/** Before `ready`: makes `app:` a scheme with an origin of its own, like https. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

const refuse = (statusCode: number): Answer => ({ statusCode, headers: {}, data: Buffer.alloc(0) });

/**
 * Serves the built pages of `folder` under `app://workbench/`, each answer with the content security policy, and in the
 * page what `startList` has.
 */
export function serveApp(session: Session, folder: string, startList: () => Promise<string | null>): void {
  const read = openBundle(folder);
  const answerTo = async (url: URL, method: string): Promise<Answer> => {
    if (url.host !== 'workbench') return refuse(404);
    if (method !== 'GET') return refuse(405);
    const file = await read(url.pathname);
    if (file === null) return refuse(404);
    const nonce = randomBytes(16).toString('base64');
    const isPage = file.type.startsWith('text/html');
    return {
      statusCode: 200,
      headers: {
        'content-type': file.type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': isPage ? 'no-store' : 'max-age=31536000, immutable',
      },
      data: isPage ? Buffer.from(pageOf(file.bytes.toString('utf8'), nonce, await startList())) : file.bytes,
    };
  };
  // `protocol.handle` would load the whole of Node's fetch before the first answer, a good part of the time to the first
  // paint. This one takes and gives plain buffers.
  session.protocol.registerBufferProtocol('app', (request, answer) => {
    answerTo(new URL(request.url), request.method).then(answer, (thrown: unknown) => {
      process.stderr.write(`${request.url}: ${String(thrown)}\n`);
      answer(refuse(500));
    });
  });
}

import { randomBytes } from 'node:crypto';
import { protocol, type Session } from 'electron';
import { openBundle } from './bundle.ts';
import { contentSecurityPolicy } from './content-policy.ts';

export const APP_ORIGIN = 'app://workbench';

/** Before `ready`: makes `app:` a scheme with an origin of its own, like https. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);

const refuse = (status: number): Response => new Response(null, { status });

/** Serves the built pages of `folder` under `app://workbench/`, each answer with the content security policy. */
export function serveApp(session: Session, folder: string): void {
  const read = openBundle(folder);
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'workbench') return refuse(404);
    if (request.method !== 'GET') return refuse(405);
    const file = await read(url.pathname);
    if (file === null) return refuse(404);
    const nonce = randomBytes(16).toString('base64');
    const isPage = file.type.startsWith('text/html');
    const body = isPage ? file.bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(file.bytes);
    return new Response(body, {
      headers: {
        'content-type': file.type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': isPage ? 'no-store' : 'max-age=31536000, immutable',
      },
    });
  });
}

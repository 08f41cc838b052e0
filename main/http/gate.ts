import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type AppError, appError } from '../../engine/core/index.ts';

/** Where the server can be reached: addresses that never leave this computer. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

const authority = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** `Host` as a client on this computer writes it. Port 80 may be left out. */
const ownAuthorities = (port: number): ReadonlySet<string> =>
  new Set(
    LOOPBACK_HOSTS.flatMap((host) => {
      const named = authority(host, port);
      return port === 80 ? [named, named.replace(/:80$/, '')] : [named];
    }),
  );

/** Sites a browser names when the request is not its user's own. */
const OWN_SITES: readonly (string | undefined)[] = [undefined, 'none', 'same-origin'];

/**
 * Who may ask: judges the headers before anything else is read. A page that was lured to a name that points here
 * (DNS rebinding) says so in `Host`, a page of another site in `Origin` or `Sec-Fetch-Site`.
 */
export function gateAt(port: number): (headers: IncomingHttpHeaders) => AppError | null {
  const hosts = ownAuthorities(port);
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  return ({ host = '', origin, 'sec-fetch-site': site }) => {
    if (!hosts.has(host.toLowerCase())) return appError('HOST_REFUSED');
    if (origin !== undefined && !origins.has(origin.toLowerCase())) return appError('ORIGIN_REFUSED');
    return OWN_SITES.includes(typeof site === 'string' ? site : undefined) ? null : appError('ORIGIN_REFUSED');
  };
}

const SCHEME = 'Bearer ';

/** Whether `Authorization` holds the token; takes the same time wherever the two differ. Only the length can be told. */
export function bearerOf(token: string): (authorization: string | undefined) => boolean {
  const expected = Buffer.from(token);
  return (authorization) => {
    if (authorization === undefined || authorization.slice(0, SCHEME.length).toLowerCase() !== SCHEME.toLowerCase())
      return false;
    const given = Buffer.from(authorization.slice(SCHEME.length));
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}

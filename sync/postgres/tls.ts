import { isLoopback, urlOf } from '../../engine/core/index.ts';

/**
 * The connection string with TLS made explicit: to another machine the server's certificate and name are verified
 * unless the string says otherwise (`sslmode=disable`, `sslrootcert=…`). A string that is no URL is left as it is; the
 * driver says what is wrong with it.
 */
export function withTls(connection: string): string {
  const url = urlOf(connection);
  if (url === null) return connection;
  if (url.hostname === '' || isLoopback(url.hostname) || url.searchParams.has('sslmode') || url.searchParams.has('ssl'))
    return connection;
  url.searchParams.set('sslmode', 'verify-full');
  return url.toString();
}

/**
 * An address, as a browser reads it; null when it is none. Not by `URL.canParse`: in Node 20 it says no to addresses with
 * letters such as `ü` once it was called some thousand times.
 */
export function urlOf(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a host name, as a URL gives it, is this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.includes(hostname);

/** Where requests with a token may go: https, or http on this machine; no credentials, query or fragment of its own. */
export function mayCarryTokens(address: string): boolean {
  const url = urlOf(address);
  if (url === null) return false;
  const { protocol, hostname, username, password, search, hash } = url;
  const stays = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return stays && [username, password, search, hash].every((part) => part === '');
}

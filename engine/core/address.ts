const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a host name, as a URL gives it, is this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.includes(hostname);

/** Where requests with a token may go: https, or http on this machine; no credentials, query or fragment of its own. */
export function mayCarryTokens(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  const stays = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return stays && [username, password, search, hash].every((part) => part === '');
}

/** The page with this answer's nonce and, as data that is never run, the kept list of creative tests or `null`. */
export const pageOf = (html: string, nonce: string, startList: string | null): string =>
  html.replaceAll('__CSP_NONCE__', nonce).replace('"__START_LIST__"', () => startList ?? 'null');

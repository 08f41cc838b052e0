/** A key made from a name: "Shorter sign-up (v2)" is "shorter-sign-up-v2"; empty when the name has no such letters. */
export const slugOf = (name: string, joiner = '-'): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, joiner)
    .replace(/^[-_]+/, '')
    .slice(0, 63)
    .replace(/[-_]+$/, '');

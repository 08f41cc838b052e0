import type { Json } from '../../core/index.ts';

/** Wide enough that numbers of five digits compare as numbers do. */
const WIDTH = 5;

/**
 * A version as a text that sorts as versions do: build and leading `v` gone, numeric parts padded, and a version of
 * three parts above its pre-releases. Source: GrowthBook SDK specification, `paddedVersionString`.
 */
export function sortableVersion(value: Json): string {
  const given = typeof value === 'number' ? String(value) : value;
  const version = typeof given === 'string' && given !== '' ? given : '0';
  const parts = version.replaceAll(/(^v|\+.*$)/g, '').split(/[-.]/);
  // `~` is after every letter and digit.
  const complete = parts.length === 3 ? [...parts, '~'] : parts;
  return complete.map((part) => (/^[0-9]+$/.test(part) ? part.padStart(WIDTH, ' ') : part)).join('-');
}

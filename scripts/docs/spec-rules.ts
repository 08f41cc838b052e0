import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RULE = /^- \*\*([A-Z]{2}\d+)\*\*/gm;
const CITATION = /\[([A-Z]{2}\d+)\]/g;
const TEST_FILE = /\.(test|contract|spec)\.tsx?$/;
const TEST_FOLDERS = ['engine', 'sync', 'main', 'renderer', 'tests', 'scripts'];

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((m) => m[1] ?? '');

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

export interface SpecCoverage {
  /** Rule ids written in docs/spec that no test cites. */
  readonly untested: readonly string[];
  /** Rule ids cited by a test that docs/spec does not have. */
  readonly unknown: readonly string[];
  /** Rule ids written twice. */
  readonly repeated: readonly string[];
  readonly rules: number;
}

/** Compares the numbered rules of docs/spec with the titles of the tests, under the project's root folder. */
export function specCoverage(root: string): SpecCoverage {
  const rules = filesUnder(join(root, 'docs/spec'))
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => matches(readFileSync(file, 'utf8'), RULE));
  const families = new Set(rules.map((id) => id.slice(0, 2)));
  const cited = new Set(
    TEST_FOLDERS.flatMap((folder) => filesUnder(join(root, folder)))
      .filter((file) => TEST_FILE.test(file))
      .flatMap((file) => matches(readFileSync(file, 'utf8'), CITATION))
      .filter((id) => families.has(id.slice(0, 2))),
  );
  const known = new Set(rules);
  return {
    untested: [...known].filter((id) => !cited.has(id)),
    unknown: [...cited].filter((id) => !known.has(id)),
    repeated: rules.filter((id, index) => rules.indexOf(id) !== index),
    rules: known.size,
  };
}

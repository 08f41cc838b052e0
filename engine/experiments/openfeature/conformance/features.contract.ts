import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

export interface Step {
  readonly text: string;
  /** Cells of its table, row by row; none without one. */
  readonly table: readonly (readonly string[])[];
}

export interface Scenario {
  readonly feature: string;
  readonly name: string;
  readonly steps: readonly Step[];
}

/** Scenarios of one file, each example of an outline a scenario of its own, with the steps of the background in front. */
function scenariosOf(folder: string, file: string): readonly Scenario[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  const document = parser.parse(readFileSync(join(folder, file), 'utf8'));
  return compile(document, file, newId).map(({ name, steps }) => ({
    feature: document.feature?.name ?? file,
    name,
    steps: steps.map(({ text, argument }) => ({
      text,
      table: argument?.dataTable?.rows.map((row) => row.cells.map((cell) => cell.value)) ?? [],
    })),
  }));
}

/** All scenarios of the feature files in a folder. */
export const readScenarios = (folder: string): readonly Scenario[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.feature'))
    .sort()
    .flatMap((file) => scenariosOf(folder, file));

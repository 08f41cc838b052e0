import { parseArgs } from 'node:util';

export type Launch =
  | { readonly mode: 'window'; readonly workspace: string | null }
  | { readonly mode: 'print'; readonly html: string; readonly pdf: string };

const text = (value: string | boolean | (string | boolean)[] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/**
 * What the program was started for: `--workspace DIR` opens a window, `--print-html FILE --print-pdf FILE` prints one page
 * and ends. Switches of Chromium and of test drivers are left alone.
 */
export function launchOf(argv: readonly string[]): Launch {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: { workspace: { type: 'string' }, 'print-html': { type: 'string' }, 'print-pdf': { type: 'string' } },
  });
  const html = text(values['print-html']);
  const pdf = text(values['print-pdf']);
  if (html !== null && pdf !== null) return { mode: 'print', html, pdf };
  return { mode: 'window', workspace: text(values.workspace) };
}

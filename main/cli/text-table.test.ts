import { describe, expect, it } from 'vitest';
import { textPairs, textTable } from './text-table.ts';

describe('text for the terminal', () => {
  it('aligns columns by what a person counts', () => {
    const table = textTable(
      [{ title: 'Name' }, { title: 'Rows', align: 'right' }],
      [
        ['a̐é', '1'],
        ['plain', '1,000'],
      ],
    );
    expect(table).toBe(['Name    Rows', 'a̐é         1', 'plain  1,000'].join('\n'));
  });

  it('lets no text move the cursor', () => {
    const control = String.fromCharCode(27);
    const text = textPairs([['Title', `red${control}[31m\nnext`]]);
    expect(text).not.toContain(control);
    expect(text).not.toContain('\n');
  });
});

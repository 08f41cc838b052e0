import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { specCoverage } from './spec-rules.ts';

describe('numbered rules of docs/spec', () => {
  it('each have a test, and no test cites a rule that is not there', () => {
    const { untested, unknown, repeated, rules } = specCoverage(resolve(import.meta.dirname, '../..'));
    expect({ untested, unknown, repeated }).toEqual({ untested: [], unknown: [], repeated: [] });
    expect(rules).toBeGreaterThan(20);
  });
});

describe('specCoverage', () => {
  const root = mkdtempSync(join(tmpdir(), 'spec-'));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('finds the rule without a test, the citation without a rule and the rule written twice', () => {
    for (const folder of ['docs/spec', 'engine', 'sync', 'main', 'renderer', 'tests', 'scripts'])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'docs/spec/x.md'), '- **QX1** one\n- **QX2** two\n- **QX2** again\n');
    writeFileSync(join(root, 'engine/x.test.ts'), "it('[QX1] holds'); it('[QX9] is gone');");
    expect(specCoverage(root)).toEqual({ untested: ['QX2'], unknown: ['QX9'], repeated: ['QX2'], rules: 2 });
  });
});

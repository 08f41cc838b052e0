import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const FIXTURE = 'tests/fixtures/dependency-rules';
const configuration = z
  .object({ forbidden: z.array(z.object({ name: z.string() })) })
  .parse(createRequire(import.meta.url)('../.dependency-cruiser.cjs'));

const reportSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string() })) }),
});

/** Runs the checker over the fixture. It ends with a failure, as it must. */
async function violationsOfFixture() {
  const run = promisify(execFile)(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '-T',
      'json',
      FIXTURE,
    ],
    { env: { ...process.env, GW_RULES_ROOT: FIXTURE }, maxBuffer: 64 * 1024 * 1024 },
  );
  const { stdout } = await run;
  return reportSchema.parse(JSON.parse(stdout)).summary.violations;
}

describe('the import rules', () => {
  it('find every violation of the fixture, one for each rule', async () => {
    const violations = await violationsOfFixture();
    const found = new Set(violations.map((violation) => violation.rule.name));
    expect([...found].sort()).toEqual(configuration.forbidden.map((rule) => rule.name).sort());
  });

  it('read TypeScript with JSX', async () => {
    const violations = await violationsOfFixture();
    expect(violations.map((violation) => violation.from)).toContain(`${FIXTURE}/renderer/reads-the-store.tsx`);
  });
});

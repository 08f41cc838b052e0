import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '../../engine/api/index.ts';
import type { CreativeTest, CreativeTestList, Proof, Report, WorkspaceStatus } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result } from '../../engine/core/index.ts';
import { type CreativeReportInput, renderCreativeReport, reportProofRefs } from '../../engine/reports/index.ts';
import type { Host } from '../host.ts';

/** Tests shown in detail on paper; the list has them all. */
const DETAILED = 12;

interface Needs {
  readonly host: Pick<Host, 'kind' | 'chooseFolder' | 'printPdf' | 'clock' | 'resources'>;
  readonly list: () => Promise<Result<CreativeTestList>>;
  readonly test: (testId: string) => Promise<Result<CreativeTest>>;
  readonly status: () => Promise<Result<WorkspaceStatus>>;
  readonly proposals: Services['approvals']['list'];
  readonly prove: (ref: string) => Promise<Result<Proof>>;
}

async function collected<T, U>(
  items: readonly T[],
  read: (item: T) => Promise<Result<U>>,
): Promise<Result<readonly U[]>> {
  const values: U[] = [];
  for (const item of items) {
    const value = await read(item);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

/** Written beside and renamed: a report is there whole or not at all. */
async function writeReport(
  folder: string,
  report: { name: string; format: Report['format']; title: string; bytes: Uint8Array },
): Promise<Result<Report>> {
  const path = join(folder, report.name);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.new`, report.bytes);
    await rename(`${path}.new`, path);
  } catch (thrown) {
    const full = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
    return err(
      full
        ? appError('DISK_FULL')
        : appError('REPORT_TARGET', {
            path: folder,
            reason: thrown instanceof Error ? thrown.message : String(thrown),
          }),
    );
  }
  const sha256 = createHash('sha256').update(report.bytes).digest('hex');
  return ok({ format: report.format, path, bytes: report.bytes.length, sha256, title: report.title });
}

export function createReports(needs: Needs): Services['reports'] {
  const { host } = needs;

  const gather = async (): Promise<Result<CreativeReportInput>> => {
    const [list, status, proposals] = await Promise.all([needs.list(), needs.status(), needs.proposals()]);
    if (!list.ok) return list;
    if (!status.ok) return status;
    if (!proposals.ok) return proposals;
    const inReview = new Set(
      proposals.value.flatMap(({ state, proposal }) =>
        state === 'in_review' && proposal.payload.kind === 'creative.publish' ? [proposal.payload.testId] : [],
      ),
    );
    const chosen = [
      ...list.value.tests.filter(({ testId }) => inReview.has(testId)),
      ...list.value.tests.filter(({ testId, verdict }) => verdict === 'winner' && !inReview.has(testId)),
    ].slice(0, DETAILED);
    const tests = await collected(chosen, ({ testId }) => needs.test(testId));
    if (!tests.ok) return tests;
    const proofs = await collected(reportProofRefs(tests.value), needs.prove);
    if (!proofs.ok) return proofs;
    return ok({
      list: list.value,
      tests: tests.value,
      status: status.value,
      proposals: proposals.value,
      proofs: proofs.value,
      generatedAt: host.clock.now(),
      zone: status.value.zone,
      fontBase64: await readFile(join(host.resources, 'fonts', 'inter.woff2'), 'base64'),
    });
  };

  const bytesOf = async (format: Report['format'], html: string): Promise<Result<Uint8Array>> =>
    format === 'html' ? ok(new TextEncoder().encode(html)) : host.printPdf(html);

  return {
    write: async ({ formats, target }) => {
      const folder = host.kind === 'headless' ? target : await host.chooseFolder('Choose the folder for the report');
      if (folder === undefined || folder === null)
        return host.kind === 'headless'
          ? err(appError('REPORT_TARGET', { path: 'the report folder', reason: 'none was given' }))
          : ok([]);
      const input = await gather();
      if (!input.ok) return input;
      const html = renderCreativeReport(input.value);
      const title = `Creative tests, ${input.value.status.name}`;
      return collected([...new Set(formats)], async (format) => {
        const bytes = await bytesOf(format, html);
        return bytes.ok
          ? writeReport(folder, { name: `creative-tests.${format}`, format, title, bytes: bytes.value })
          : bytes;
      });
    },
  };
}

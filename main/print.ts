import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, session } from 'electron';
import { PAGE_PREFERENCES } from './page-preferences.ts';
import { denyPermissions } from './security.ts';

/**
 * Prints a self-contained HTML page to an A4 PDF in a hidden window: no script runs and nothing is fetched.
 * @throws when the page can not be loaded or printed.
 */
export async function printHtml(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'workbench-print-'));
  const page = join(folder, 'page.html');
  const partition = session.fromPartition('print');
  denyPermissions(partition);
  const address = pathToFileURL(page).href;
  partition.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: details.url !== address && !details.url.startsWith('data:') }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...PAGE_PREFERENCES, javascript: false, session: partition },
  });
  try {
    await writeFile(page, html, { mode: 0o600 });
    await window.loadURL(address);
    return new Uint8Array(
      await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true }),
    );
  } finally {
    window.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

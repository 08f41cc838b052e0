import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appError, err, ok, type Result } from '../engine/core/index.ts';

const PRINT_TIMEOUT_MS = 60_000;
const TAIL_BYTES = 2_000;

export interface PrintProgram {
  /** The Electron program; undefined where none is installed. */
  readonly electron: string | undefined;
  /** The folder Electron is started with. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const hasDisplay = ({ DISPLAY, WAYLAND_DISPLAY }: PrintProgram['environment']): boolean =>
  process.platform !== 'linux' || [DISPLAY, WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '');

/** Chromium's sandbox does not work for root. */
const sandboxSwitch = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** Runs a program and its children, at most for the given time. Resolves to what went wrong, or null. */
function runFor(timeoutMs: number, command: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let tail = '';
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    };
    const timer = setTimeout(end, timeoutMs);
    child.stderr.on('data', (bytes: Buffer) => {
      tail = (tail + bytes.toString('utf8')).slice(-TAIL_BYTES);
    });
    child.on('error', (fault) => {
      clearTimeout(timer);
      resolve(fault.message);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? null : (tail.trim().split('\n').at(-1) ?? `it ended with ${code}`));
    });
  });
}

/**
 * Prints a self-contained HTML page to PDF with the desktop runtime, under a virtual display where there is none.
 * Fails with PDF_RUNTIME_MISSING.
 */
export async function printWithElectron(html: string, options: PrintProgram): Promise<Result<Uint8Array>> {
  const { electron, program, environment } = options;
  if (electron === undefined) return err(appError('PDF_RUNTIME_MISSING', { reason: 'Electron was not found' }));
  const folder = await mkdtemp(join(tmpdir(), 'workbench-pdf-'));
  try {
    const page = join(folder, 'page.html');
    const pdf = join(folder, 'page.pdf');
    await writeFile(page, html, { mode: 0o600 });
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    const args = [program, ...sandboxSwitch(), profile, '--print-html', page, '--print-pdf', pdf];
    const wrong = hasDisplay(environment)
      ? await runFor(PRINT_TIMEOUT_MS, electron, args)
      : await runFor(PRINT_TIMEOUT_MS, 'xvfb-run', ['-a', electron, ...args]);
    if (wrong !== null) return err(appError('PDF_RUNTIME_MISSING', { reason: wrong }));
    return ok(new Uint8Array(await readFile(pdf)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Builds out/: the bundles (main, command line, worker, preload, page) and the resources they read. A second build of the
// same sources is instant: each step is done again only when something it reads has changed.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprintOf } from './build/fingerprint.mjs';
import { holdBuildLock } from './build/lock.mjs';
import { ROOT, run, say } from './run.mjs';

const OUT = join(ROOT, 'out');
const STAMPS = join(OUT, 'stamps.json');
const MIGRATIONS = 'engine/store/ops/migrations';
const TEMPLATE_SCRIPT = 'scripts/pglite-template.mjs';

const CONFIGURATION = [
  'electron.config.ts',
  'postcss.config.cjs',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
];

function node(script, ...args) {
  const environment = { ...process.env, NODE_ENV: 'production', ELECTRON_MAJOR_VER: '33' };
  if (run(process.execPath, [script, ...args], { env: environment }) !== 0) throw new Error(`${script} failed`);
}

/** The font a report carries along, so that it looks the same on every machine. */
const REPORT_FONT = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** What turns a chart into a PNG. */
const RASTERIZER = 'node_modules/@resvg/resvg-wasm/index_bg.wasm';

/** The font as the rasterizer takes it, unpacked from WOFF2 to TrueType. */
async function unpackFont(target) {
  const { default: woff2 } = await import('wawoff2');
  writeFileSync(target, await woff2.decompress(readFileSync(join(ROOT, REPORT_FONT))));
}

async function copyResources() {
  const target = join(OUT, 'resources');
  cpSync(join(ROOT, REPORT_FONT), join(target, 'fonts', 'inter.woff2'));
  await unpackFont(join(target, 'fonts', 'inter.ttf'));
  cpSync(join(ROOT, RASTERIZER), join(target, 'resvg.wasm'));
  for (const name of ['contracts', 'metrics', 'policies', 'sample', 'icons']) {
    rmSync(join(target, name), { recursive: true, force: true });
    if (existsSync(join(ROOT, 'resources', name)))
      cpSync(join(ROOT, 'resources', name), join(target, name), { recursive: true });
  }
  rmSync(join(target, 'migrations'), { recursive: true, force: true });
  if (existsSync(join(ROOT, MIGRATIONS)))
    cpSync(join(ROOT, MIGRATIONS), join(target, 'migrations'), { recursive: true });
}

/** Each step: what it is called, what it reads, what it leaves, how it is done. In this order. */
const STEPS = [
  {
    name: 'bundles',
    reads: ['main', 'preload', 'renderer', 'engine', 'sync', ...CONFIGURATION],
    leaves: ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'],
    make: () =>
      node(
        'node_modules/electron-vite/bin/electron-vite.js',
        'build',
        '--config',
        'electron.config.ts',
        '--logLevel',
        'warn',
      ),
  },
  {
    name: 'resources',
    reads: ['resources', MIGRATIONS, REPORT_FONT, RASTERIZER],
    leaves: ['out/resources/fonts/inter.woff2', 'out/resources/fonts/inter.ttf', 'out/resources/resvg.wasm'],
    make: copyResources,
  },
  {
    name: 'database template',
    reads: [MIGRATIONS, TEMPLATE_SCRIPT, 'node_modules/@electric-sql/pglite/package.json'],
    leaves: ['out/resources/pglite-template.tar.gz'],
    make: () => node(TEMPLATE_SCRIPT),
    when: () => existsSync(join(ROOT, TEMPLATE_SCRIPT)),
  },
];

const readStamps = () => (existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {});

const isDone = (step, stamps) =>
  stamps[step.name] === fingerprintOf(ROOT, step.reads) && step.leaves.every((path) => existsSync(join(ROOT, path)));

const wanted = () => STEPS.filter((step) => step.when?.() ?? true);

/** Whether out/ is what these sources give. */
export function isBuilt() {
  const stamps = readStamps();
  return wanted().every((step) => isDone(step, stamps));
}

/** Brings out/ up to date. Only one build at a time: a second one waits, and then usually finds everything done. */
export async function build() {
  if (isBuilt()) return;
  mkdirSync(join(OUT, 'resources'), { recursive: true });
  const release = await holdBuildLock(join(OUT, 'lock'));
  try {
    for (const step of wanted()) {
      const stamps = readStamps();
      if (isDone(step, stamps)) continue;
      say(`Building ${step.name}…`);
      const fingerprint = fingerprintOf(ROOT, step.reads);
      await step.make();
      writeFileSync(STAMPS, JSON.stringify({ ...stamps, [step.name]: fingerprint }, null, 2));
    }
  } finally {
    release();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { setUp } = await import('./setup.mjs');
  await setUp();
  await build();
}

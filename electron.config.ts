import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = process.cwd();
const at = (path: string): string => resolve(root, path);

/** The entries that are there; a missing one is left out, so that each part can be built before the others exist. */
const entries = (paths: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(paths)
      .map(([name, path]) => [name, at(path)])
      .filter(([, path]) => path !== undefined && existsSync(path)),
  );

// The oldest runtime in use: Electron 33 (Chromium 130, Node 20.18), which development falls back to.
const NODE = 'node20.18';
const CHROME = 'chrome130';

export default defineConfig(({ mode }) => {
  const minify = mode === 'production';
  return {
    main: {
      // Its build for Node declares a `require` of its own, which the bundle has already. Without workers both are the same.
      resolve: { alias: { fflate: at('node_modules/fflate/esm/browser.js') } },
      build: {
        outDir: at('out/main'),
        target: NODE,
        minify: false,
        sourcemap: true,
        externalizeDeps: true,
        rolldownOptions: {
          input: entries({ index: 'main/index.ts', cli: 'main/cli.ts', worker: 'main/worker.ts' }),
          // Modules of the product do nothing by being imported, so what an index merely re-exports stays out.
          treeshake: {
            moduleSideEffects: (id) => !/\/(engine|sync|main\/services)\//.test(id) || id.includes('node_modules'),
          },
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            chunkFileNames: 'chunks/[name]-[hash].js',
          },
        },
      },
    },
    preload: {
      build: {
        outDir: at('out/preload'),
        target: NODE,
        minify,
        externalizeDeps: false,
        rolldownOptions: {
          input: entries({ index: 'preload/index.ts' }),
          // A sandboxed preload can only be CommonJS.
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: at('renderer'),
      base: './',
      plugins: [react()],
      // Replaced by a fresh value in every answer of the app:// protocol.
      html: { cspNonce: '__CSP_NONCE__' },
      build: {
        outDir: at('out/renderer'),
        target: CHROME,
        minify,
        modulePreload: { polyfill: false },
        // The content policy takes fonts from the bundle, not from data: URLs.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 2_000,
        rolldownOptions: { input: { index: at('renderer/index.html') } },
      },
    },
  };
});

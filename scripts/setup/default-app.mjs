import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What stock Electron does with `electron [-r module] DIR`. An ES module that awaits the program's own: a program loaded
 * later would be too late to register its scheme before `ready`.
 */
const MAIN = `import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
const preloads = [];
let target = '.';
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') preloads.push(args[(i += 1)]);
  else if (args[i] === '-v' || args[i] === '--version') {
    process.stdout.write('v' + process.versions.electron + '\\n');
    process.exit(0);
  } else if (!args[i].startsWith('-')) {
    target = args[i];
    break;
  }
}
for (const preload of preloads) require(resolve(preload));
process.defaultApp = true;

const folder = resolve(target);
let entry = folder;
if (statSync(folder).isDirectory()) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  if (manifest.version) app.setVersion(manifest.version);
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  app.setAppPath(folder);
  entry = require.resolve(join(folder, manifest.main ?? 'index.js'));
}
await import(pathToFileURL(entry).href).catch((thrown) => {
  process.stderr.write('The program could not be loaded\\n' + (thrown?.stack ?? thrown) + '\\n');
  process.exit(1);
});
`;

/** Writes the archive Electron starts when it is given a folder to run. */
export async function packDefaultApp(archive) {
  const { createPackage } = createRequire(import.meta.url)('@electron/asar');
  const folder = mkdtempSync(join(tmpdir(), 'default-app-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js', type: 'module' }));
    writeFileSync(join(folder, 'main.js'), MAIN);
    await createPackage(folder, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Which part may import which. Imports point down: renderer → contract; main → engine, sync; sync → contract, core and
 * store of the engine; a capability → stores, statistics, core, contract, and other capabilities through their index
 * only; statistics → core; core → nothing. `tests/fixtures/dependency-rules` breaks each rule once.
 *
 * `GW_RULES_ROOT` is the folder the rules are applied below; the test sets it to the fixture.
 */
const swc = require('@swc/core');

// dependency-cruiser 17 hands .tsx files to swc as plain TypeScript, which has no JSX; say which file is which.
const { parseFileSync } = swc;
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith('.tsx') });

const base = process.env.GW_RULES_ROOT ? `^${process.env.GW_RULES_ROOT}/` : '^';
const at = (path) => `${base}${path}`;

/** Every part of the project; what is not below one of these is a package or a Node module. */
const PARTS = '(main|preload|renderer|engine|sync|bin|scripts|tests|bench)/';
/** Parts of the engine that are not capabilities: what all of them stand on. */
const GROUND = 'core|contract|stats|store|serializer';
/** Parts that put capabilities together. */
const COMPOSITION = 'api|worker';
const TEST = '\\.(test|property|contract)\\.tsx?$';

const ELECTRON = ['^electron$', 'node_modules/electron/'];

/** A rule that can only be broken: `from` and `to` as dependency-cruiser takes them. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** `part` may import, of the project, only itself and `allowed`. Its tests may import more. */
const importsOnly = (name, part, allowed, comment) =>
  forbid(name, comment, { path: at(part), pathNot: [TEST] }, { path: at(PARTS), pathNot: [part, ...allowed].map(at) });

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'Two files that need each other, be it for a type, are one idea in two places.',
      {},
      { circular: true },
    ),
    forbid('no-unresolved', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    importsOnly('core-imports-nothing', 'engine/core/', [], 'core is the bottom.'),
    importsOnly(
      'contract-imports-core',
      'engine/contract/',
      ['engine/core/'],
      'What everybody imports stands on core only.',
    ),
    importsOnly(
      'stats-imports-core',
      'engine/stats/',
      ['engine/core/'],
      'Statistics are pure: numbers in, numbers out.',
    ),
    importsOnly(
      'serializer-imports-contract',
      'engine/serializer/',
      ['engine/(core|contract)/'],
      'The serializer turns values of the contract into text.',
    ),
    importsOnly(
      'store-imports-ground',
      'engine/store/',
      [`engine/(${GROUND})/`],
      'A store keeps things; it knows no capability.',
    ),
    forbid(
      'capability-through-index',
      'Another capability is used through its index.ts only.',
      { path: at('engine/([^/]+)/'), pathNot: [TEST] },
      { path: at('engine/[^/]+/'), pathNot: [`engine/(${GROUND})/`, 'engine/$1/', 'engine/[^/]+/index\\.ts$'].map(at) },
    ),
    forbid(
      'capability-below-composition',
      'The router and the worker stand on the capabilities, not the other way round.',
      { path: at('engine/'), pathNot: [at(`engine/(${COMPOSITION})/`), TEST] },
      { path: at(`engine/(${COMPOSITION})/`) },
    ),
    importsOnly('engine-imports-engine', 'engine/', [], 'The engine knows neither its shell nor its outlets.'),
    importsOnly(
      'sync-imports-ground',
      'sync/',
      ['engine/(contract|core|store)/'],
      'Sync stands on contract, core and store.',
    ),
    importsOnly(
      'renderer-imports-contract',
      'renderer/',
      ['engine/(contract|core|serializer)/'],
      'The page knows the contract, core and the serializer, and nothing of the machine.',
    ),
    forbid(
      'renderer-without-node',
      'The page runs in a sandbox: no Node.',
      { path: at('renderer/'), pathNot: [TEST] },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'components-know-no-page',
      'What several pages use knows none of them.',
      { path: at('renderer/components/') },
      { path: at('renderer/pages/') },
    ),
    importsOnly(
      'main-imports-engine-and-sync',
      'main/',
      ['(engine|sync|preload)/'],
      'Main serves the built page; it does not import it.',
    ),
    importsOnly(
      'preload-hands-over',
      'preload/',
      ['engine/core/port-channel\\.ts$'],
      'The preload hands a port over and does nothing else.',
    ),
    forbid(
      'electron-in-shell-only',
      'Everything but the shell runs under plain Node.',
      { path: at(PARTS), pathNot: ['(main|preload|bench)/', 'tests/e2e/'].map(at) },
      { path: ELECTRON },
    ),
    forbid(
      'headless-without-electron',
      'The command line and the worker never reach Electron.',
      { path: at('main/(cli|worker)\\.ts$') },
      { path: ELECTRON, reachable: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', ...(process.env.GW_RULES_ROOT ? [] : ['^tests/fixtures/dependency-rules/'])] },
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};

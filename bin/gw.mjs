#!/usr/bin/env node
// The command line: runs the built bundle under plain Node, building it first when it is missing or stale.
import { build } from '../scripts/build.mjs';
import { findRuntime, programIn } from '../scripts/setup/electron-runtime.mjs';
import { installPackages } from '../scripts/setup/node-modules.mjs';

installPackages();
await build();

// The program that prints PDFs, where there is one.
const runtime = findRuntime();
if (runtime !== null) process.env.GW_ELECTRON = programIn(runtime);

await import('../out/main/cli.js');

export { FakeMeta, type FakeMetaOptions, type Handled } from './core.ts';
export { type Fault, type FaultPlan, noFaults, scripted, seededFaults } from './faults.ts';
export { type FakeNet, fakeNet } from './net.ts';
export { type FakeMetaServer, startFakeMeta } from './server.ts';
export type { FakeObject } from './store.ts';
export type { WireRequest } from './wire.ts';

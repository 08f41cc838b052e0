export { type ForkOptions, forkWorker } from './fork.ts';
export { type HostTransport, serve } from './host.ts';
export type { WorkerHandle } from './line.ts';
export type { OpenOptions } from './methods.ts';
export { type SpawnWorker, type SupervisorOptions, WorkerSupervisor } from './supervisor.ts';

export * from './assign/index.ts';

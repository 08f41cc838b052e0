export type { MetaConnection } from './client.ts';
export { createMeta } from './meta.ts';
export { actionTag } from './names.ts';
export { planPublish } from './plan.ts';

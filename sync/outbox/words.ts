import type { PlatformName } from './context.ts';

/** Platforms as people call them. */
export const PLATFORM_LABELS: Readonly<Record<PlatformName, string>> = { meta: 'Meta' };

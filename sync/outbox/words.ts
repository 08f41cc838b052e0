import type { PlatformName } from '../../engine/contract/index.ts';

/** Platforms as people call them. */
export const PLATFORM_LABELS: Readonly<Record<PlatformName, string>> = {
  meta: 'Meta',
  production: 'Production',
};

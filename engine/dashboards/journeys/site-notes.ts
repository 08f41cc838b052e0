import type { ResolvedScope } from '../../contract/index.ts';
import { formatCounted } from '../../serializer/index.ts';
import { scopeNotes } from '../parts/wording.ts';

/** What is left out of every number about visits, and why. */
export const siteNotes = (
  scope: ResolvedScope,
  { anonymous, unknown = 0 }: { readonly anonymous: number; readonly unknown?: number },
): readonly string[] => [
  ...(anonymous > 0
    ? [`${formatCounted(anonymous, 'event')} without a visitor id (no consent) left out.`]
    : ['Visitors who do not consent have no id and are left out.']),
  ...(unknown > 0 ? [`${formatCounted(unknown, 'visitor')} without a session number left out.`] : []),
  ...scopeNotes(scope, []),
];

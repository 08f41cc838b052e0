import { formatCounted } from '../../serializer/index.ts';

/** What is left out of every number about visits, and why. */
export const siteNotes = ({
  anonymous,
  unknown = 0,
}: {
  readonly anonymous: number;
  readonly unknown?: number;
}): readonly string[] => [
  ...(anonymous > 0
    ? [`${formatCounted(anonymous, 'event')} without a visitor id (no consent) left out.`]
    : ['Visitors who do not consent have no id and are left out.']),
  ...(unknown > 0 ? [`${formatCounted(unknown, 'visitor')} without a session number left out.`] : []),
];

import { Skeleton } from '@mantine/core';
import { PartFrame, Parts } from '../../../components/part.tsx';
import { Bars } from '../../../components/skeleton.tsx';

/** A cell in grey, in the shape it will have: head, advice, posteriors, arms. */
export function DetailSkeleton() {
  return (
    <Parts aria-hidden="true">
      <Bars rows={2} height={16} gap={10} />
      <Skeleton height={120} radius="md" />
      <PartFrame>
        <Skeleton height={230} radius="md" />
      </PartFrame>
      <PartFrame>
        <Bars rows={5} height={22} gap={20} />
      </PartFrame>
    </Parts>
  );
}

import { Skeleton } from '@mantine/core';

interface BarsProps {
  readonly rows: number;
  readonly height?: number;
  readonly gap?: number;
}

/** Grey bars in the place of rows that are on their way. */
export function Bars({ rows, height = 14, gap = 20 }: BarsProps) {
  return (
    <div aria-hidden="true" style={{ padding: 10, display: 'grid', gap }}>
      {Array.from({ length: rows }, (_, row) => (
        // Bars have no identity of their own, so their place is their key.
        // biome-ignore lint/suspicious/noArrayIndexKey: static list
        <Skeleton key={row} height={height} width={`${92 - ((row * 17) % 38)}%`} radius="sm" />
      ))}
    </div>
  );
}

import { formatCount, formatCounted } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { RunPanel } from './run-panel.tsx';
import type { RebuildRun } from './use-rebuild.ts';

/** How far the rebuild is, and how it ended. */
export function RebuildPanel({ run }: { readonly run: RebuildRun }) {
  return (
    <RunPanel
      run={run}
      name="Rebuild"
      title="Building the cache anew"
      meanwhile="pages use the present one until it is done"
      done={({ loads, rows }) => (
        <>
          <Chip tone="pos">✓ rebuilt</Chip> {formatCounted(loads, 'load')}, {formatCount(rows)} rows, read again from
          their drops.
        </>
      )}
      cancelled="The cache is as it was."
    />
  );
}

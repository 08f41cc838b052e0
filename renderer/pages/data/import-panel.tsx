import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatCount, formatCounted, formatDay } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { RunPanel } from './run-panel.tsx';
import type { ImportRun } from './use-import.ts';

/** How far the import is, and how it ended. */
export function ImportPanel({ run }: { readonly run: ImportRun }) {
  return (
    <RunPanel
      run={run}
      name="Import"
      title={`Importing ${run.label}`}
      done={({ load, alreadyLoaded }) => (
        <>
          <Chip tone="pos">{alreadyLoaded ? '✓ already loaded' : '✓ loaded'}</Chip> {load.dataset} to{' '}
          {formatDay(load.dataThrough)}: {formatCounted(load.rows, 'row')}, {formatCount(load.quarantined)} kept out.{' '}
          <Link to="/creative-tests">Show creative tests</Link>
        </>
      )}
      cancelled="Nothing was changed."
    />
  );
}

/** Starts an import; asks for the folder first. */
ImportPanel.Button = function ImportButton({ run }: { readonly run: ImportRun }) {
  return (
    <Button variant="filled" disabled={run.state.kind === 'running'} onClick={run.choose}>
      Import a drop…
    </Button>
  );
};

import { Button, Popover } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { Scope, TilePage } from '../../../engine/contract/index.ts';
import { useWriteReport } from '../../app/use-write-report.ts';
import { ExportForm } from './export-form.tsx';

interface ExportButtonProps {
  readonly page: TilePage;
  readonly scope: Scope;
}

/** The page, or chosen tiles of it, as files: `E` opens it. */
export function ExportButton({ page, scope }: ExportButtonProps) {
  const [opened, setOpened] = useState(false);
  const report = useWriteReport();
  useHotkeys([['e', () => setOpened(true)]]);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={430} trapFocus returnFocus>
      <Popover.Target>
        <Button loading={report.isPending} aria-keyshortcuts="E" onClick={() => setOpened(!opened)}>
          Export…
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Export">
        {opened && (
          <ExportForm
            page={page}
            onExport={(choice) => {
              setOpened(false);
              report.write({ ...choice, scope });
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

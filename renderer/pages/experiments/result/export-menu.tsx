import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import { saveFile } from '../../../app/save-file.ts';
import { useWriteReport } from '../../../app/use-write-report.ts';
import { scorecardCsv } from './scorecard-csv.ts';

/** The scorecard as a file, and the report of the experiments. `E` opens it. */
export function ExportMenu({ read }: { readonly read: ExperimentRead }) {
  const [opened, setOpened] = useState(false);
  const report = useWriteReport();
  const button = useRef<HTMLButtonElement>(null);
  const open = (): void => {
    // The menu hangs on its button, which may be scrolled away.
    button.current?.scrollIntoView({ block: 'nearest' });
    button.current?.focus();
    setOpened(true);
  };
  useHotkeys([['e', open]]);
  const { key } = read.experiment.design;
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button ref={button} loading={report.isPending} aria-keyshortcuts="E">
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Scorecard</Menu.Label>
        <Menu.Item
          onClick={() =>
            saveFile(`${key}-scorecard.csv`, new Blob([scorecardCsv(read)], { type: 'text/csv;charset=utf-8' }))
          }
        >
          As CSV…
        </Menu.Item>
        <Menu.Label>Report of all experiments</Menu.Label>
        <Menu.Item onClick={() => report.write({ pages: ['experiments'], formats: ['html'] })}>As HTML…</Menu.Item>
        <Menu.Item onClick={() => report.write({ pages: ['experiments'], formats: ['pdf'] })}>As PDF…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

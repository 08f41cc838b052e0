import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { BanditRead } from '../../../../engine/contract/index.ts';
import { saveFile } from '../../../app/save-file.ts';
import { useWriteReport } from '../../../app/use-write-report.ts';
import { armsCsv, nightsCsv } from './bandit-csv.ts';

const csv = (text: string): Blob => new Blob([text], { type: 'text/csv;charset=utf-8' });

/** The arms and the nights of the cell as files, and the report of all cells. `E` opens it. */
export function ExportMenu({ read }: { readonly read: BanditRead }) {
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
  const { key } = read.cell.design;
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button ref={button} loading={report.isPending} aria-keyshortcuts="E">
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>This cell</Menu.Label>
        <Menu.Item onClick={() => saveFile(`${key}-arms.csv`, csv(armsCsv(read)))}>Arms as CSV…</Menu.Item>
        <Menu.Item onClick={() => saveFile(`${key}-nights.csv`, csv(nightsCsv(read)))}>Nights as CSV…</Menu.Item>
        <Menu.Label>Report of all cells</Menu.Label>
        <Menu.Item onClick={() => report.write({ pages: ['bandits'], formats: ['html'] })}>As HTML…</Menu.Item>
        <Menu.Item onClick={() => report.write({ pages: ['bandits'], formats: ['pdf'] })}>As PDF…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

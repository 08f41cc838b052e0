import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useRef, useState } from 'react';
import type { ReportRequest } from '../../engine/contract/index.ts';
import { useWriteReport } from '../app/use-write-report.ts';

interface ExportMenuProps {
  readonly label?: string;
  /** The button is in what scrolls: it comes into view before the menu hangs on it. */
  readonly scrolls?: boolean;
  /** What can be saved; `write` writes a report. */
  readonly children: (write: ReturnType<typeof useWriteReport>['write']) => ReactNode;
}

/** What can leave as a file. `E` opens it. */
export function ExportMenu({ label = 'Export', scrolls = false, children }: ExportMenuProps) {
  const [opened, setOpened] = useState(false);
  const report = useWriteReport();
  const button = useRef<HTMLButtonElement>(null);
  const open = (): void => {
    if (scrolls) {
      button.current?.scrollIntoView({ block: 'nearest' });
      button.current?.focus();
    }
    setOpened(true);
  };
  useHotkeys([['e', open]]);
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button ref={button} loading={report.isPending} aria-keyshortcuts="E">
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children(report.write)}</Menu.Dropdown>
    </Menu>
  );
}

interface ReportItemsProps {
  /** What the report is of: "all cells". */
  readonly of: string;
  readonly page: NonNullable<ReportRequest['pages']>[number];
  readonly write: ReturnType<typeof useWriteReport>['write'];
}

/** The report of one page, to be read in a browser or on paper. */
export function ReportItems({ of, page, write }: ReportItemsProps) {
  return (
    <>
      <Menu.Label>Report of {of}</Menu.Label>
      <Menu.Item onClick={() => write({ pages: [page], formats: ['html'] })}>As HTML…</Menu.Item>
      <Menu.Item onClick={() => write({ pages: [page], formats: ['pdf'] })}>As PDF…</Menu.Item>
    </>
  );
}

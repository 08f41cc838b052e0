import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useWriteReport } from '../../app/use-write-report.ts';

/** The report of the workspace, for those who have no workbench. `E` opens it. */
export function ReportMenu() {
  const [opened, setOpened] = useState(false);
  const report = useWriteReport();
  useHotkeys([['e', () => setOpened(true)]]);
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button loading={report.isPending} aria-keyshortcuts="E">
          Export report
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => report.write(['html'])}>As HTML…</Menu.Item>
        <Menu.Item onClick={() => report.write(['pdf'])}>As PDF…</Menu.Item>
        <Menu.Item onClick={() => report.write(['html', 'pdf'])}>As both…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { Menu } from '@mantine/core';
import { ExportMenu } from '../../components/export-menu.tsx';

/** The report of the workspace, for those who have no workbench. */
export function ReportMenu() {
  return (
    <ExportMenu label="Export report">
      {(write) => (
        <>
          <Menu.Item onClick={() => write(['html'])}>As HTML…</Menu.Item>
          <Menu.Item onClick={() => write(['pdf'])}>As PDF…</Menu.Item>
          <Menu.Item onClick={() => write(['html', 'pdf'])}>As both…</Menu.Item>
        </>
      )}
    </ExportMenu>
  );
}

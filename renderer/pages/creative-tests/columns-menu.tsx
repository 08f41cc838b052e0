import { Button, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Table } from '@tanstack/react-table';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { SORTABLE } from './search.ts';

/** Which columns the list has. The name and the verdict always stay. */
export function ColumnsMenu({ table }: { readonly table: Table<CreativeTestRow> }) {
  const navigate = useNavigate({ from: '/creative-tests' });
  const columns = table.getAllLeafColumns();
  const toggle = (id: string): void => {
    const hide = SORTABLE.filter((known) => {
      const isVisible = table.getColumn(known)?.getIsVisible() ?? true;
      return known === id ? isVisible : !isVisible;
    });
    void navigate({ replace: true, search: (now) => ({ ...now, hide }) });
  };
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button>Columns</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter((column) => column.id !== 'name' && column.id !== 'verdict')
          .map((column) => (
            <Menu.Item
              key={column.id}
              role="menuitemcheckbox"
              aria-checked={column.getIsVisible()}
              leftSection={<span aria-hidden="true">{column.getIsVisible() ? '✓' : '\u2003'}</span>}
              onClick={() => toggle(column.id)}
            >
              {String(column.columnDef.header)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

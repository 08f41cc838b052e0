import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './tile.module.css';

interface TileMenuProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What else can be done with a tile. */
export function TileMenu({ title, children }: TileMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={classes.menu} aria-label={`More: ${title}`}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" fill="currentColor">
            <circle cx="2.5" cy="7" r="1.3" />
            <circle cx="7" cy="7" r="1.3" />
            <circle cx="11.5" cy="7" r="1.3" />
          </svg>
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

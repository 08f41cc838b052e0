import { useHotkeys } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import classes from './inbox.module.css';

export interface InboxItem {
  readonly id: string;
  readonly title: string;
  readonly line: ReactNode;
  readonly chip: ReactNode;
}

interface InboxProps {
  readonly label: string;
  readonly items: readonly InboxItem[];
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  /** `Enter`: the focus goes on to the detail. */
  readonly onOpen: () => void;
}

/** A short list to work through: one tab stop, arrows and `J`/`K` move, `Enter` opens. */
export function Inbox({ label, items, selectedId, onSelect, onOpen }: InboxProps) {
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === selectedId),
  );
  const go = (index: number): void => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (item === undefined) return;
    onSelect(item.id);
    list.current?.querySelector<HTMLElement>(`[data-item="${item.id}"]`)?.focus();
  };
  useHotkeys([
    ['j', () => go(at + 1)],
    ['k', () => go(at - 1)],
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) go(to);
    else if (event.key === 'Enter') onOpen();
    else return;
    event.preventDefault();
  };
  return (
    <div ref={list} role="listbox" aria-label={label} tabIndex={-1} className={classes.list} onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
        <div
          key={item.id}
          role="option"
          aria-selected={index === at}
          tabIndex={index === at ? 0 : -1}
          data-item={item.id}
          className={classes.item}
          onClick={() => onSelect(item.id)}
        >
          <div className={classes.words}>
            <b>{item.title}</b>
            <span>{item.line}</span>
          </div>
          {item.chip}
        </div>
      ))}
    </div>
  );
}

import { Modal } from '@mantine/core';
import { PAGES } from '../pages.ts';
import classes from './shell.module.css';

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['Ctrl/⌘', 'K'], 'Search pages, metrics, views, tests and actions'],
  ...PAGES.map((page): readonly [readonly string[], string] => [['G', page.key.toUpperCase()], `Go to ${page.title}`]),
  [['J'], 'Next in a list, next tile'],
  [['K'], 'Previous in a list, previous tile'],
  [['Home', 'End'], 'First and last in a row; with Ctrl, of the list'],
  [['Enter'], 'Open what is selected, or the tile in focus'],
  [['['], 'Period before'],
  [[']'], 'Period after'],
  [['C'], 'Choose what to compare with'],
  [['/'], 'Search in a list, filter a page'],
  [['P'], 'Proof of the number in focus'],
  [['E'], 'Export'],
  [['Esc'], 'Close the drawer or dialog'],
  [['?'], 'Show these keys'],
];

interface KeysDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** All keys. Nothing needs a mouse. */
export function KeysDialog({ opened, onClose }: KeysDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={classes.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={classes.kbd}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

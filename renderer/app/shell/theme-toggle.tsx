import { Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import classes from './shell.module.css';

/** Light and dark. Kept on this computer; at first it follows the system. */
export function ThemeToggle() {
  // Without `keepTransitions` the library would write a style element as HTML, which the page's policy forbids.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Use the ${other} theme`}>
      <button
        type="button"
        className={classes.icon}
        onClick={() => setColorScheme(other)}
        aria-label={`Use the ${other} theme`}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
        </svg>
      </button>
    </Tooltip>
  );
}

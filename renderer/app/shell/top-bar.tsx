import { spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { formatZone } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { useEngineLine } from '../../stores/engine-line.ts';
import { workspaceStatus } from '../queries.ts';
import { ConnectionChip } from './connection-chip.tsx';
import { FreshnessChip } from './freshness-chip.tsx';
import { MemberMenu } from './member-menu.tsx';
import { SEARCH_WORDS } from './search-words.ts';
import classes from './shell.module.css';
import { ThemeToggle } from './theme-toggle.tsx';

const isMac = navigator.userAgent.includes('Mac');

/** Palette, workspace, freshness, connection with what waits, zone, who is signed in, theme. The same on every page. */
export function TopBar() {
  const status = useQuery(workspaceStatus);
  const line = useEngineLine((state) => state.state);
  return (
    <header className={classes.top}>
      <div className={classes.brand}>
        <i className={classes.mark} aria-hidden="true" />
        Growth Workbench
      </div>
      <button type="button" className={classes.search} onClick={spotlight.open} aria-keyshortcuts="Control+K Meta+K">
        <span>{SEARCH_WORDS}</span>
        <kbd className={classes.kbd}>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      {status.data !== undefined && (
        <span className={classes.workspace}>
          <Chip tone="line" title="Workspace">
            {status.data.sample && !/sample/i.test(status.data.name)
              ? `${status.data.name} · sample workspace`
              : status.data.name}
          </Chip>
        </span>
      )}
      <span className={classes.space} />
      {line === 'lost' && <Chip tone="warn">! Connecting to the engine again</Chip>}
      {status.data !== undefined && <FreshnessChip datasets={status.data.datasets} />}
      <ConnectionChip />
      {status.data !== undefined && (
        <Chip tone="line" title={`Days are counted in ${status.data.zone}`}>
          {formatZone(new Date().toISOString(), status.data.zone)}
        </Chip>
      )}
      <MemberMenu />
      <ThemeToggle />
    </header>
  );
}

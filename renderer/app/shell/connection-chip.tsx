import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SyncStatus } from '../../../engine/contract/index.ts';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { Chip, type Tone } from '../../components/chip.tsx';
import { syncStatus } from '../queries.ts';
import classes from './shell.module.css';

/** One word for all lines out: the worst of those that are set up. */
function summary(sync: SyncStatus): { readonly tone: Tone; readonly word: string } {
  const states = [sync.remote.state, ...sync.platforms.map((platform) => platform.state)];
  if (sync.killSwitch.on) return { tone: 'neg', word: '✕ Dispatch stopped' };
  if (states.includes('refused')) return { tone: 'neg', word: '✕ Connection refused' };
  if (states.includes('offline')) return { tone: 'unk', word: 'Offline' };
  if (states.every((state) => state === 'not_configured')) return { tone: 'unk', word: 'Not connected' };
  return { tone: 'pos', word: '● Online' };
}

/** Whether actions can go out now, and how many wait to. */
export function ConnectionChip() {
  const sync = useQuery(syncStatus);
  if (sync.data === undefined) return null;
  const { tone, word } = summary(sync.data);
  const waiting = sync.data.waiting > 0 ? ` · ${formatCounted(sync.data.waiting, 'action')} waiting` : '';
  const dead = sync.data.deadLetters > 0 ? ` · ${sync.data.deadLetters} stuck` : '';
  return (
    <Link to="/sync" className={classes.chipLink}>
      <Chip tone={tone}>
        {word}
        {waiting}
        {dead}
      </Chip>
    </Link>
  );
}

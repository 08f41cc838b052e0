import { Link } from '@tanstack/react-router';
import type { SyncStatus } from '../../../engine/contract/index.ts';
import { formatCount, formatText } from '../../../engine/serializer/index.ts';
import { Chip, type Look, LookChip } from '../../components/chip.tsx';
import { Tile, Tiles } from '../../components/tile.tsx';

type LinkState = SyncStatus['remote']['state'];

const STATES: Readonly<Record<LinkState, Look>> = {
  online: { tone: 'pos', sign: '●', word: 'Online' },
  offline: { tone: 'unk', sign: '', word: 'Offline' },
  not_configured: { tone: 'line', sign: '', word: 'Not connected' },
  refused: { tone: 'neg', sign: '✕', word: 'Refused' },
};

function Note({ state, note }: { readonly state: LinkState; readonly note: string }) {
  if (state === 'online' && note === '') return 'actions go out as they are approved';
  if (state !== 'not_configured') return <span title={note}>{formatText(note)}</span>;
  return (
    <Link to="/settings" title={note}>
      Set it up in Settings
    </Link>
  );
}

function waitingNote({ waiting, killSwitch }: SyncStatus): string {
  if (killSwitch.on) return `stopped: ${formatText(killSwitch.reason)}`;
  return waiting === 0 ? 'everything approved has gone out' : 'approved, and safe in the journal';
}

/** Each line out, and what waits on them. */
export function Links({ sync }: { readonly sync: SyncStatus }) {
  return (
    <Tiles>
      <Tile
        label="Production database"
        value={<LookChip look={STATES[sync.remote.state]} />}
        note={<Note state={sync.remote.state} note={sync.remote.note} />}
      />
      {sync.platforms.map((platform) => (
        <Tile
          key={platform.platform}
          label="Meta"
          value={<LookChip look={STATES[platform.state]} />}
          note={<Note state={platform.state} note={platform.note} />}
        />
      ))}
      <Tile
        label="Waiting to go out"
        value={formatCount(sync.waiting)}
        note={waitingNote(sync)}
        chip={sync.killSwitch.on ? <Chip tone="neg">✕ stopped</Chip> : undefined}
      />
      <Tile
        label="Stuck"
        value={formatCount(sync.deadLetters)}
        note={sync.deadLetters === 0 ? 'nothing needs a person' : 'each needs a person: retry or discard'}
      />
    </Tiles>
  );
}

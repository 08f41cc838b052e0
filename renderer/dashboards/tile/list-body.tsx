import type { Tile } from '../../../engine/contract/index.ts';
import { formatText } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { Proven } from '../../components/proven.tsx';
import { cellAt, cellText, placed } from './cells.ts';
import { urgencyLook } from './flag-look.ts';
import classes from './tile.module.css';
import { tileProof } from './tile-proof.ts';

type List = Extract<Tile['draw'], { as: 'list' }>;

interface ListBodyProps {
  readonly tile: Tile;
  readonly draw: List;
}

/** An address of this program: "/growth?metric=cac". Anything else is no link. */
const addressOf = (cell: unknown): string | null =>
  typeof cell === 'string' && /^\/[a-z]/.test(cell) ? `#${cell}` : null;

/** Things to look at: how urgent, what, why, and where to go. */
export function ListBody({ tile, draw }: ListBodyProps) {
  const [title, text, flag, link] = [draw.title, draw.text, draw.flag, draw.link].map((id) => placed(tile, id));
  const measures = tile.columns.filter(({ role }) => role === 'measure');
  return (
    <ul className={classes.list} aria-label={tile.title}>
      {tile.rows.map((row) => {
        const look = urgencyLook(cellAt(row, flag ?? null));
        const address = addressOf(cellAt(row, link ?? null));
        const name = formatText(cellAt(row, title ?? null));
        return (
          <li key={row.key}>
            <Chip tone={look.tone}>{look.text}</Chip>
            <div>
              {address === null ? <b>{name}</b> : <a href={address}>{name}</a>}
              <p>{formatText(cellAt(row, text ?? null))}</p>
            </div>
            {measures.map((column) => {
              const cell = cellAt(row, placed(tile, column.id));
              return cell === null ? null : (
                <Proven key={column.id} proof={tileProof(tile, row.key, column.id)}>
                  {cellText(column, cell)}
                </Proven>
              );
            })}
          </li>
        );
      })}
    </ul>
  );
}

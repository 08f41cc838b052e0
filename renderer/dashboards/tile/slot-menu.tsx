import { Menu } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { Tile, TilePage } from '../../../engine/contract/index.ts';
import { useWriteReport } from '../../app/use-write-report.ts';
import { tileScope } from '../page-facts.ts';
import { usePageScope } from '../use-page-scope.ts';
import { mainProof } from './main-proof.ts';
import { TileMenu } from './tile-menu.tsx';

/** Forms without a chart: they are their own table. */
const WORDED: readonly Tile['draw']['as'][] = ['table', 'list'];

const FORMATS = [
  { format: 'csv', words: 'Save as CSV…' },
  { format: 'xlsx', words: 'Save as a workbook…' },
  { format: 'png', words: 'Save as a picture…' },
] as const;

interface SlotMenuProps {
  readonly tile: Tile;
  readonly page: TilePage;
  readonly alone: boolean;
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
}

/** What can be done with a tile: its proof, its table, files of it, and the tile on its own. */
export function SlotMenu({ tile, page, alone, asTable, onTable }: SlotMenuProps) {
  const router = useRouter();
  const { scope, change } = usePageScope();
  const report = useWriteReport();
  const proof = mainProof(tile);
  return (
    <TileMenu title={tile.title}>
      {proof !== null && (
        <Menu.Item onClick={() => void router.navigate({ to: '.', search: (now) => ({ ...now, proof }) })}>
          Proof
        </Menu.Item>
      )}
      {!WORDED.includes(tile.draw.as) && (
        <Menu.Item onClick={() => onTable(!asTable)}>{asTable ? 'Show the chart' : 'Show the table behind'}</Menu.Item>
      )}
      <Menu.Divider />
      {FORMATS.filter(({ format }) => format !== 'png' || !WORDED.includes(tile.draw.as)).map(({ format, words }) => (
        <Menu.Item
          key={format}
          onClick={() => report.write({ tiles: [tile.id], formats: [format], scope: tileScope(scope, tile.id, page) })}
        >
          {words}
        </Menu.Item>
      ))}
      <Menu.Divider />
      {!alone && <Menu.Item onClick={() => change({ tile: tile.id })}>Open on its own</Menu.Item>}
    </TileMenu>
  );
}

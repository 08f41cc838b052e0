import { beforeAll, describe, expect, it } from 'vitest';
import { TILES, type TileId, tileSchema } from '../../engine/contract/index.ts';
import { proveTileNumber, TILE_DEFINITIONS, type TileReader } from '../../engine/dashboards/index.ts';
import { proofRef, sameValue } from '../../engine/proofs/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { withSample } from '../support/sample-cache.ts';
import { askTile, tileReader } from '../support/tiles.ts';

const ids = Object.keys(TILES).filter((id): id is TileId => Object.hasOwn(TILES, id));

let reader: TileReader;

beforeAll(async () => {
  reader = await tileReader(await withSample());
}, 180_000);

describe('every tile', () => {
  it('[MT7] of the contract has a definition', () => {
    expect([...TILE_DEFINITIONS.keys()].sort()).toEqual([...ids].sort());
  });

  it.each(ids)('[MT7] %s is read, and its numbers are proven again', async (id) => {
    const tile = tileSchema.parse(succeeded(await askTile(reader, id)));
    expect(tile.rows.length).toBeGreaterThan(0);
    expect(new Set(tile.rows.map(({ key }) => key)).size).toBe(tile.rows.length);
    expect(tile.sentence).toMatch(/\.$/);
    for (const row of tile.rows) expect(row.cells).toHaveLength(tile.columns.length);
    const measures = tile.columns.filter(({ role }) => role !== 'dimension' && role !== 'flag' && role !== 'text');
    const row = tile.rows.at(-1);
    for (const column of measures) {
      const keys = [id, tile.scopeText, row?.key ?? '', column.id];
      const proof = succeeded(await proveTileNumber(reader, { ref: proofRef('tile.number', ...keys), keys }));
      const cell = row?.cells[tile.columns.indexOf(column)] ?? null;
      expect(sameValue(proof.value, { ...proof.value, value: cell }), `${column.id} of ${row?.key}`).toBe(true);
      expect(proof.sources.map(({ dataset }) => dataset).sort()).toEqual(
        expect.arrayContaining(tile.sources.map(({ dataset }) => dataset).sort()),
      );
      expect(proof.query.sql).not.toBe('');
    }
  });
});

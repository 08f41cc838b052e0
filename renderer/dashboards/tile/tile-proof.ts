import type { Tile, TileColumn } from '../../../engine/contract/index.ts';
import { proofRef } from '../../components/proven.tsx';

/** Roles whose cells are numbers that were read or worked out, and so have a proof. */
const PROVEN: readonly TileColumn['role'][] = ['measure', 'low', 'high', 'before', 'change', 'ratio_change', 'goal'];

export const hasProof = ({ role }: TileColumn): boolean => PROVEN.includes(role);

/** Names the proof of one cell of a tile. */
export const tileProof = ({ id, scopeText }: Pick<Tile, 'id' | 'scopeText'>, row: string, column: string): string =>
  proofRef('tile.number', id, scopeText, row, column);

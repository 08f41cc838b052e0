import type { BanditResult, ExploreCellBoard } from '../../contract/index.ts';
import { proofRef } from '../../proofs/index.ts';

/** Numbers of an arm that the report prints. */
const ARM = ['mean', 'low', 'high', 'p_best', 'share', 'share_now', 'trials'] as const;
const CELL = ['value_remaining', 'regret', 'regret_equal_split', 'trials'] as const;

/** References of the numbers that the report prints of one cell. */
export function banditProofRefs({ read }: BanditResult): readonly string[] {
  const { key } = read.cell.design;
  return [
    ...CELL.map((name) => proofRef('bandit.cell', key, name)),
    ...read.arms.flatMap(({ arm }) => ARM.map((name) => proofRef('bandit.arm', key, arm, name))),
  ];
}

/** References of the money and counts of the board. */
export const cellProofRefs = ({ cells }: ExploreCellBoard): readonly string[] => [
  ...(['planned', 'running', 'paused', 'ended'] as const).map((status) => proofRef('cell.count', status)),
  ...cells.flatMap(({ cell: { design, status } }) => [
    proofRef('cell.money', design.key, 'cap'),
    ...(status === 'planned' ? [] : [proofRef('cell.money', design.key, 'spent')]),
  ]),
];

import { z } from 'zod';
import { slugSchema } from './experiment-design.ts';
import type { ArmState } from './explore-cells.ts';
import { daySchema, probabilitySchema, uuidSchema } from './primitives.ts';

/** Share of a cell's traffic. */
export const armShareSchema = z.object({ arm: z.string().min(1), share: probabilitySchema }).readonly();
export type ArmShare = z.infer<typeof armShareSchema>;

/** How the traffic of a cell is shared from now on, by its posteriors: written to the production database. */
export const banditDecideSchema = z
  .object({
    kind: z.literal('bandit.decide'),
    platform: z.literal('production'),
    cell: slugSchema,
    outcome: z.enum(['promote', 'kill']),
    arm: z.string().min(1),
    /**
     * Every arm that was active before it, with its share from then on; together 1. promote: all of it is the arm's, and
     * the others end. kill: nothing is the arm's.
     */
    shares: z.array(armShareSchema).min(1).readonly(),
    /** Version of the cell the read rests on. */
    cellVersion: z.int().min(1),
    /** Last day of the data the read rests on. */
    dataThrough: daySchema,
    reason: z.string().trim().min(1).max(2000),
  })
  .readonly();
export type BanditDecide = z.infer<typeof banditDecideSchema>;

/** Sets the arms of a cell back to what they were before a decision. Spends nothing and needs a reason, no approval. */
export const banditRollbackSchema = z
  .object({
    kind: z.literal('bandit.rollback'),
    platform: z.literal('production'),
    ofActionId: uuidSchema,
    cell: slugSchema,
    reason: z.string().min(1),
  })
  .readonly();
export type BanditRollback = z.infer<typeof banditRollbackSchema>;

/** What a decision makes of an arm that was active before it. */
export function armStateAfter({ outcome, arm: decided }: Pick<BanditDecide, 'outcome' | 'arm'>, arm: string): ArmState {
  if (arm === decided) return outcome === 'promote' ? 'promoted' : 'killed';
  return outcome === 'promote' ? 'killed' : 'active';
}

import 'server-only';
import { headOf } from '#lib/activity/queries.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { ROLE_NAMES, requirePermission } from '#lib/auth/permissions.ts';
import { hiddenScores } from '#lib/challenge/queries.ts';
import { read } from '#lib/db/read.ts';
import { packDocument } from '#lib/packs/rules.ts';
import type { PackDocument } from '#lib/pdf/pack-document.ts';
import { liveSnapshot } from '#lib/snapshots/queries.ts';

export type PackSnapshot = { readonly assessmentId: string; readonly document: PackDocument };

/**
 * Everything the pack of the open assessment says, read at one moment. Null when no assessment is open. Nobody from whom
 * a score is hidden gets one.
 */
export async function packSnapshot(
  context: CouncilContext,
  packId: string,
  madeAt: Date,
): Promise<PackSnapshot | 'scores hidden' | null> {
  requirePermission(context, 'pack:export');
  return read(context, async (tx) => {
    const open = await tx.assessment.findFirst({
      where: { councilId: context.council.id, status: 'open' },
      select: { id: true },
    });
    if (open && (await hiddenScores(tx, context, open.id)).length > 0) return 'scores hidden';
    const snapshot = open && (await liveSnapshot(tx, context, open.id));
    if (!snapshot) return null;
    const audit = await headOf(tx, context);
    if (!audit) throw new Error('The council has no history');
    const madeBy = { name: context.person.name, role: ROLE_NAMES[context.role] };
    return {
      assessmentId: open.id,
      document: packDocument(snapshot, { packId, madeAt: madeAt.toISOString(), madeBy, audit }),
    };
  });
}

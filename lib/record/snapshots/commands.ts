import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import { type Snapshot, type SnapshotKind, sealSnapshot } from '#lib/record/snapshots/rules.ts';

/**
 * Keeps a snapshot for ever, in the caller's transaction, which also checks the permission and records the event. Gives
 * the hash of what was kept.
 */
export async function keepSnapshot(
  tx: Transaction,
  context: CouncilContext,
  kept: {
    readonly assessmentId: string;
    readonly kind: SnapshotKind;
    readonly version: number;
    readonly snapshot: Snapshot;
    readonly at: Date;
  },
): Promise<{ readonly contentHash: string }> {
  const { snapshot, at, ...key } = kept;
  const { content, contentHash } = sealSnapshot(snapshot);
  await tx.assessmentSnapshot.create({
    data: {
      councilId: context.council.id,
      ...key,
      content,
      contentHash,
      madeById: context.person.id,
      madeAt: at,
    },
    select: { version: true },
  });
  return { contentHash };
}

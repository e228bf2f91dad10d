import 'server-only';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { hashSnapshot, type Snapshot, type SnapshotKind } from '#lib/record/snapshots/rules.ts';

/** Stores a snapshot permanently and returns its hash. The caller checks the permission and records the event. */
export async function storeSnapshot(
  { tx, context }: CouncilWrite,
  kept: {
    readonly assessmentId: string;
    readonly kind: SnapshotKind;
    readonly version: number;
    readonly snapshot: Snapshot;
    readonly at: Date;
  },
): Promise<{ readonly contentHash: string }> {
  const { snapshot, at, ...key } = kept;
  const { content, contentHash } = hashSnapshot(snapshot);
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

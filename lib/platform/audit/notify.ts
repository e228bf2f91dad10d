import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, recordedActor } from '#lib/platform/access/context.ts';
import { columnsOf, keyOf, type NewNotice } from '#lib/platform/audit/notices.ts';
import type { Transaction } from '#lib/platform/db/client.ts';

/** Writes notices in the caller's transaction. A notice that a person already has is skipped. */
export async function notify(
  tx: Transaction,
  actor: Actor,
  notices: readonly NewNotice[],
  at: Date,
): Promise<void> {
  const { id: actorId } = recordedActor(actor);
  const data = notices.flatMap(({ to, notice }) =>
    [...new Set(to)]
      .filter((personId) => personId !== actorId)
      .map((personId) => ({
        councilId: actor.council.id,
        personId,
        actorId,
        kind: notice.kind,
        key: keyOf(notice) ?? uuidv7(),
        createdAt: at,
        ...columnsOf(notice),
      })),
  );
  if (data.length > 0) await tx.notice.createMany({ data, skipDuplicates: true });
}

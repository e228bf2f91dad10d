import 'server-only';
import type { EventOf } from '#lib/platform/audit/events.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';

type BatchEvent<Type extends 'batch.made' | 'batch.undone'> = {
  readonly seq: number;
  readonly data: EventOf<Type>['data'];
  readonly by: string;
  readonly at: Date;
};

/** A change of many by its id. Null: there is none. */
export function loadMade(db: CouncilRead, batch: string): Promise<BatchEvent<'batch.made'> | null> {
  return loadEvent(db, batch, 'batch.made');
}

/** The undoing of a change of many. */
export function loadUndone(db: CouncilRead, batch: string): Promise<BatchEvent<'batch.undone'> | null> {
  return loadEvent(db, batch, 'batch.undone');
}

async function loadEvent<Type extends 'batch.made' | 'batch.undone'>(
  { tx, context }: CouncilRead,
  batch: string,
  type: Type,
): Promise<BatchEvent<Type> | null> {
  const event = await tx.auditEvent.findFirst({
    where: { councilId: context.council.id, subject: batch, type },
    orderBy: { seq: 'asc' },
    select: { seq: true, data: true, actorName: true, at: true },
  });
  if (!event) return null;
  const { seq, data, actorName: by, at } = event;
  return { seq, data: data as BatchEvent<Type>['data'], by, at };
}

/** The events of the items of a change of many, which follow its own. */
export async function loadItemEvents(
  { tx, context }: CouncilRead,
  { seq, data }: BatchEvent<'batch.made'>,
): Promise<readonly ItemEvent[]> {
  return tx.$queryRaw<ItemEvent[]>`
    select e.type, e.subject, e.data, w.words
      from audit_events e
      left join event_words w on w.council_id = e.council_id and w.seq = e.seq
     where e.council_id = ${context.council.id}::uuid and e.seq > ${seq} and e.seq <= ${seq + data.events}
     order by e.seq`;
}

export type ItemEvent = EventOf<
  'evidence.changed' | 'evidence.reviewed' | 'evidence.withdrawn' | 'evidence.restored' | 'evidence.attached'
>;

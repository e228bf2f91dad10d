import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, ROLES } from '#lib/platform/access/permissions.ts';
import type { ErasureAnswer } from '#lib/platform/audit/notices.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { lockOpenAssessment } from '#lib/record/assessments/lock.ts';
import { lockItem } from '#lib/record/evidence/life-rows.ts';
import { erasedTitle } from '#lib/record/evidence/lifecycle.ts';
import { membersWithRoles } from '#lib/record/members/queries.ts';
import type { SnapshotKind } from '#lib/record/snapshots/rules.ts';
import {
  decideAnswer,
  decideRequest,
  decideTakeBack,
  type ItemAndRequest,
} from '#lib/work/erasures/rules.ts';
import type { AnswerErasure, AskErasure, TakeBackErasure } from '#lib/work/erasures/schema.ts';

export type AskResult = {
  readonly outcome: 'asked' | 'nobody else' | 'waiting' | 'held' | 'erased' | 'newer version' | 'not found';
};

/** Asks for an item to be erased. Another assurance lead or director has to confirm. */
export function askErasure(
  context: CouncilContext,
  { reference, reason, seen }: AskErasure,
): Promise<AskResult> {
  return auditedWrite<AskResult>(context, 'evidence:erase', async (db) => {
    const item = await lockWithRequest(db, reference);
    if (!item) return unchanged({ outcome: 'not found' });
    const decision = decideRequest(item, seen);
    if (decision !== 'ask') return unchanged({ outcome: decision });
    const councilId = context.council.id;
    const number = 1 + (await db.tx.erasure.count({ where: { councilId, itemId: item.id } }));
    const { fileVersion } = await db.tx.erasure.create({
      data: {
        councilId,
        itemId: item.id,
        number,
        reason,
        askedById: context.person.id,
        askedAt: context.now(),
      },
      select: { fileVersion: true },
    });
    const roles = ROLES.filter((role) => can({ role }, 'evidence:erase'));
    const to = (await membersWithRoles(db, roles)).filter((id) => id !== context.person.id);
    return {
      result: { outcome: to.length > 0 ? 'asked' : 'nobody else' },
      event: { type: 'erasure.asked', subject: reference, data: { number, fileVersion }, words: { reason } },
      notices: [{ to, notice: { kind: 'erasure_asked', evidenceItemId: item.id } }],
    };
  });
}

export type AnswerResult = {
  readonly outcome: 'erased' | 'declined' | 'own request' | 'stale' | 'held' | 'newer version' | 'not found';
};

/** Confirms a request and erases the item, or declines it with a reason. */
export function answerErasure(context: CouncilContext, input: AnswerErasure): Promise<AnswerResult> {
  return auditedWrite<AnswerResult>(context, 'evidence:erase', async (db) => {
    const { reference, number, answer, reason } = input;
    // Signing waits, so that it does not keep what is erased meanwhile.
    await lockOpenAssessment(db);
    const item = await lockWithRequest(db, reference);
    if (!item?.waiting) return unchanged({ outcome: item ? 'stale' : 'not found' });
    const decision = decideAnswer(item, { answer, number, by: context.person.id });
    if (decision !== 'answer') return unchanged({ outcome: decision });
    const at = context.now();
    const tell = (answered: ErasureAnswer) => [
      {
        to: [item.waiting?.askedBy ?? ''],
        notice: { kind: 'erasure_decided', evidenceItemId: item.id, answer: answered },
      } as const,
    ];
    if (answer === 'decline') {
      await close(db, item.id, number, { outcome: 'declined', answer: reason, at });
      return {
        result: { outcome: 'declined' },
        event: { type: 'erasure.declined', subject: reference, data: { number }, words: { reason } },
        notices: tell('declined'),
      };
    }
    await close(db, item.id, number, { outcome: 'confirmed', at });
    const { files, redacted } = await erase(db, item.id, at);
    return {
      result: { outcome: 'erased' },
      event: {
        type: 'evidence.erased',
        subject: reference,
        data: { number, at: at.toISOString(), redacted },
      },
      notices: tell('confirmed'),
      // Packs of the content go too.
      jobs:
        files.length + redacted.length > 0
          ? [{ name: 'erasure', data: { council: context.council.id, files } }]
          : [],
    };
  });
}

export type TakeBackResult = {
  readonly outcome: 'taken back' | 'not own request' | 'stale' | 'not found';
};

/** Takes back one's own request. */
export function takeBackErasure(
  context: CouncilContext,
  { reference, number }: TakeBackErasure,
): Promise<TakeBackResult> {
  return auditedWrite<TakeBackResult>(context, 'evidence:erase', async (db) => {
    const item = await lockWithRequest(db, reference);
    if (!item) return unchanged({ outcome: 'not found' });
    const decision = decideTakeBack(item, { number, by: context.person.id });
    if (decision !== 'take back') return unchanged({ outcome: decision });
    await close(db, item.id, number, { outcome: 'taken_back', at: context.now() });
    return {
      result: { outcome: 'taken back' },
      event: { type: 'erasure.taken-back', subject: reference, data: { number } },
    };
  });
}

/** An item with its waiting request, locked until the transaction ends. */
async function lockWithRequest(db: CouncilWrite, reference: string): Promise<ItemAndRequest | null> {
  const item = await lockItem(db, reference);
  if (!item) return null;
  const ofItem = { councilId: db.context.council.id, itemId: item.id };
  const waiting = await db.tx.erasure.findFirst({
    where: { ...ofItem, outcome: null },
    select: { number: true, askedById: true, fileVersion: true },
  });
  const versions = await db.tx.evidenceVersion.aggregate({ where: ofItem, _max: { number: true } });
  return {
    ...item,
    newest: versions._max.number,
    waiting: waiting && {
      number: waiting.number,
      askedBy: waiting.askedById,
      fileVersion: waiting.fileVersion,
    },
  };
}

async function close(
  { tx, context }: CouncilWrite,
  itemId: string,
  number: number,
  {
    at,
    ...answer
  }: {
    readonly outcome: 'confirmed' | 'declined' | 'taken_back';
    readonly answer?: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.erasure.update({
    where: { councilId_itemId_number: { councilId: context.council.id, itemId, number } },
    data: { ...answer, decidedById: context.person.id, decidedAt: at },
    select: { number: true },
  });
}

type Erased = {
  readonly files: readonly string[];
  readonly redacted: readonly {
    readonly assessmentId: string;
    readonly kind: SnapshotKind;
    readonly version: number;
    readonly hash: string;
  }[];
};

/** Only this function of the database may change what is otherwise only ever added. */
async function erase({ tx }: CouncilWrite, itemId: string, at: Date): Promise<Erased> {
  const [row] = await tx.$queryRaw<{ erased: Erased }[]>`
    select erase_evidence(${itemId}::uuid, ${erasedTitle(at)}) as erased`;
  if (!row) throw new Error('Nothing was erased');
  return row.erased;
}

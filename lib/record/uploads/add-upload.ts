import 'server-only';
import type { NewEvent, WrittenEvents } from '#lib/platform/audit/events.ts';
import type { Written } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { lockOpenAssessment, type OpenAssessment } from '#lib/record/assessments/lock.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import { evidenceFacts, namesApart } from '#lib/record/evidence/decisions.ts';
import { fileJobs } from '#lib/record/evidence/file-rows.ts';
import {
  attach,
  insertItem,
  loadItemWithFile,
  memberName,
  nextNumber,
} from '#lib/record/evidence/item-rows.ts';
import { lockItem } from '#lib/record/evidence/life-rows.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { attachedEvent, linkToEach, NO_TEXTS } from '#lib/record/evidence/use-rows.ts';
import { readKeptAnswers, type UploadAnswers } from '#lib/record/uploads/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type AddUploadResult =
  | { readonly outcome: 'added'; readonly reference: string }
  /** The list has its content already: that item was linked in its place, and the upload is gone. */
  | { readonly outcome: 'used'; readonly reference: string }
  /** Added or removed meanwhile, or without answers. */
  | { readonly outcome: 'not found' }
  | { readonly outcome: 'closed' }
  | Locked;

/** For an answer without an event. */
function notAdded(result: AddUploadResult): Written<AddUploadResult> {
  return { result, event: 'unchanged' };
}

/** Makes an evidence item of an upload, or links the item with the same content. Call it under the lock of evidence. */
export async function addUpload(
  db: CouncilWrite,
  id: string,
  keepBoth: boolean,
): Promise<Written<AddUploadResult>> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const upload = await tx.upload.findUnique({
    where: { councilId_id: { councilId, id }, personId: context.person.id, state: 'ready' },
    select: { name: true, bytes: true, sha256: true, withoutPlace: true, title: true, answers: true },
  });
  const answers = readKeptAnswers(upload?.answers);
  if (!upload?.sha256 || !answers) return notAdded({ outcome: 'not found' });
  const open = await openFor(db, answers);
  if (open === 'closed') return notAdded({ outcome: 'closed' });
  if (open?.locked) return notAdded(open.locked);

  const same = keepBoth ? null : await loadItemWithFile(db, upload.sha256);
  const events = same ? await linkItem(db, open, same.reference, answers.statement) : [];
  // After the item: this locks the council's storage, which an erasure locks after the item too.
  await tx.upload.delete({ where: { councilId_id: { councilId, id } }, select: { id: true } });
  if (same) {
    const [first, ...others] = events;
    const result = { outcome: 'used', reference: same.reference } as const;
    return first ? { result, event: [first, ...others] } : notAdded(result);
  }
  const { title, name, sha256, withoutPlace } = upload;
  const bytes = Number(upload.bytes);
  const mediaType = allowedTypeOf(name)?.mediaType ?? '';
  const member = await memberName(db, answers.ownerId);
  const number = await nextNumber(db);
  const reference = referenceOf(number);
  const item = await insertItem(db, number, answers, {
    title,
    source: { kind: 'file', id, name, mediaType, bytes, sha256 },
    submission: `upload:${id}`,
  });
  const [first = null, ...others] = answers.statement;
  if (open) for (const statement of answers.statement) await attach(db, open, [item], statement, NO_TEXTS);
  const { facts, names } = namesApart(evidenceFacts({ ...answers, title }), member);
  const written: WrittenEvents = [
    {
      type: 'evidence.added',
      subject: reference,
      data: {
        ...facts,
        source: { kind: 'file', bytes, sha256, ...(withoutPlace && { withoutPlace }) },
        statement: first,
      },
      words: { ...names, file: name, ...(first && NO_TEXTS) },
    },
    ...others.map((statement) => attachedEvent(number, statement, 1, NO_TEXTS)),
  ];
  return { result: { outcome: 'added', reference }, event: written, jobs: fileJobs(db, id) };
}

/** The open assessment, if the answers link to it. */
async function openFor(
  db: CouncilWrite,
  { statement, assessment }: UploadAnswers,
): Promise<OpenAssessment | 'closed' | null> {
  if (statement.length === 0) return null;
  const open = assessment === null ? null : await lockOpenAssessment(db, assessment, ...statement);
  return open ?? 'closed';
}

/** Links an item of the list to statements, unless it is out of use. */
async function linkItem(
  db: CouncilWrite,
  open: OpenAssessment | null,
  reference: string,
  statements: readonly StatementId[],
): Promise<NewEvent[]> {
  const item = await lockItem(db, reference);
  return open && item && isInUse(item) ? linkToEach(db, open, item, statements) : [];
}

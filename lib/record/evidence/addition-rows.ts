import 'server-only';
import { unchanged, type Written } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { lockOpenAssessment } from '#lib/record/assessments/lock.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import { evidenceFacts, namesApart } from '#lib/record/evidence/decisions.ts';
import { fileJobs } from '#lib/record/evidence/file-rows.ts';
import { attach, insertItem, memberName, type NewItem, nextNumber } from '#lib/record/evidence/item-rows.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { UploadDetails } from '#lib/record/evidence/schema.ts';
import type { Closed } from '#lib/record/evidence/use-rows.ts';
import { existingTopics } from '#lib/record/topics/queries.ts';

export type Added =
  | { readonly outcome: 'added' | 'already added'; readonly reference: string }
  | Locked
  | Closed;

/** Adds an item, attached to a statement if the person chose one. `refusal`: the reason not to, under the council's lock. */
export async function writeAddition<Result>(
  db: CouncilWrite,
  sent: UploadDetails,
  { title, source, submission, withoutPlace = false, transcriptOf = null }: NewItem,
  refusal: (assessmentId: string | null) => Promise<Result | null> = async () => null,
): Promise<Written<Result | Added>> {
  const { tx, context } = db;
  const councilId = context.council.id;
  // One at a time per council, so that numbers have no gaps and a form sent twice finds its first item.
  await lockInCouncil(tx, councilId, 'evidence');
  const same = await tx.evidenceItem.findUnique({
    relationLoadStrategy: 'join',
    where: { councilId_submission: { councilId, submission } },
    select: { number: true, versions: { select: { file: { select: { name: true } } } } },
  });
  // Under another name it is a different file in the form, reported as a duplicate.
  const isSame = source.kind === 'link' || same?.versions.some(({ file }) => file.name === source.name);
  if (same && isSame) return unchanged({ outcome: 'already added', reference: referenceOf(same.number) });
  const details = { ...sent, topics: await existingTopics(db, sent.topics) };
  const { statement, assessment } = details;
  const open = statement && assessment ? await lockOpenAssessment(db, assessment, statement) : null;
  if (statement && !open) return unchanged({ outcome: 'closed' });
  if (open?.locked) return unchanged(open.locked);

  const refused = await refusal(open?.id ?? null);
  if (refused) return unchanged(refused);

  const member = await memberName(db, details.ownerId);
  const number = await nextNumber(db);
  const item = await insertItem(db, number, details, { title, source, submission, transcriptOf });
  if (statement && open) await attach(db, open, [item], statement, details);
  const reference = referenceOf(number);
  const { facts, names } = namesApart(evidenceFacts({ ...details, title }), member);
  return {
    result: { outcome: 'added', reference },
    jobs: source.kind === 'file' ? fileJobs(db, source.id) : [],
    event: {
      type: 'evidence.added',
      subject: reference,
      data: {
        ...facts,
        source:
          source.kind === 'file'
            ? {
                kind: 'file',
                bytes: source.bytes,
                sha256: source.sha256,
                ...(withoutPlace && { withoutPlace }),
              }
            : { kind: 'link' },
        statement,
        ...(transcriptOf && { transcriptOf: referenceOf(transcriptOf) }),
      },
      words: {
        ...names,
        ...(source.kind === 'file' ? { file: source.name } : { url: source.url }),
        ...(statement && { shows: details.shows, location: details.location }),
      },
    },
  };
}

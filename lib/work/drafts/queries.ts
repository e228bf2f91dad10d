import 'server-only';
import { knownStatementIds } from '#lib/frameworks/known.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import { isUnsaved } from '#lib/record/assessments/draft-rows.ts';
import type { StatementAnswers } from '#lib/record/assessments/rules.ts';
import { type FormAnswers, formAnswers } from '#lib/record/assessments/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { type Draft, sameFormAnswers, WRITING_MINUTES } from '#lib/work/drafts/rules.ts';

type DraftRow = FormAnswers & {
  readonly page_id: string;
  readonly edit: bigint;
  readonly base_version: number;
  readonly saved_at: Date;
};

/** This person's drafts for one statement of the open assessment. No query reads the text of other people's drafts. */
export async function loadOwnDrafts(
  { tx, context, unrecorded }: CouncilRead,
  statement: StatementId,
): Promise<Draft[]> {
  requirePermission(context, 'statement:save');
  if (unrecorded && !unrecorded.drafted.includes(statement)) return [];
  const rows = await tx.$queryRaw<DraftRow[]>`
    select d.page_id, d.edit, d.base_version, d.saved_at, d.score, d.score_reason as "scoreReason", d.strengths,
           d.improvements, d.impact, d.completed
      from statement_drafts d
      join assessments a on a.council_id = d.council_id and a.id = d.assessment_id and a.status = 'open'
     where d.council_id = ${context.council.id}::uuid and d.statement = ${statement}
       and d.person_id = ${context.person.id}::uuid
     order by d.saved_at desc`;
  return rows.map(({ page_id, edit, base_version, saved_at, ...typed }) => ({
    page: page_id,
    edit: Number(edit),
    version: base_version,
    typed,
    at: saved_at,
  }));
}

/** The names of the others who are writing the statement of the open assessment now, never what they write. */
export async function loadOthersWriting(
  { tx, context, unrecorded }: CouncilRead,
  statement: StatementId,
): Promise<readonly string[]> {
  requirePermission(context, 'statement:save');
  if (unrecorded && !unrecorded.drafted.includes(statement)) return [];
  const since = new Date(context.now().getTime() - WRITING_MINUTES * 60_000);
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select distinct p.name
      from statement_drafts d
      join assessments a on a.council_id = d.council_id and a.id = d.assessment_id and a.status = 'open'
      join people p on p.id = d.person_id
     where d.council_id = ${context.council.id}::uuid and d.statement = ${statement}
       and d.person_id <> ${context.person.id}::uuid and d.saved_at > ${since}::timestamptz
     order by p.name`;
  return rows.map(({ name }) => name);
}

export type UnsavedDrafts = { readonly id: string; readonly by: string; readonly count: number };

/** Counts only: the text of a draft is private to its author. */
export function loadUnsavedDrafts(
  { tx, context }: CouncilRead,
  assessmentId: string,
): Promise<UnsavedDrafts[]> {
  return tx.$queryRaw`
    select p.id::text, p.name as by, count(*)::int as count
      from statement_drafts d
      join statement_assessments s
        on s.council_id = d.council_id and s.assessment_id = d.assessment_id and s.statement = d.statement
      join people p on p.id = d.person_id
     where d.council_id = ${context.council.id}::uuid and d.assessment_id = ${assessmentId}::uuid and ${isUnsaved}
     group by p.id, p.name
     order by p.name, p.id`;
}

export type OldDraft = {
  readonly page: string;
  readonly statement: StatementId;
  readonly at: Date;
  readonly typed: FormAnswers;
};

type OldDraftRow = FormAnswers & {
  readonly page: string;
  readonly statement: StatementId;
  readonly at: Date;
  readonly version: number;
  readonly saved: StatementAnswers;
};

/** This person's unsaved drafts in a closed assessment. */
export async function loadOldDrafts(
  { tx, context }: CouncilRead,
  assessmentId: string,
): Promise<readonly OldDraft[]> {
  const rows = await tx.$queryRaw<OldDraftRow[]>`
    select d.page_id::text as page, d.statement, d.saved_at as at, d.score, d.score_reason as "scoreReason",
           d.strengths, d.improvements, d.impact, d.completed, s.version,
           json_build_object('score', s.score, 'strengths', s.strengths, 'improvements', s.improvements,
                             'impact', s.impact, 'completed', s.completed) as saved
      from statement_drafts d
      join statement_assessments s
        on s.council_id = d.council_id and s.assessment_id = d.assessment_id and s.statement = d.statement
     where d.council_id = ${context.council.id}::uuid and d.assessment_id = ${assessmentId}::uuid
       and d.person_id = ${context.person.id}::uuid
     order by array_position(${knownStatementIds()}, d.statement), d.saved_at desc`;
  return rows.flatMap(({ page, statement, at, version, saved, ...typed }) =>
    sameFormAnswers(typed, formAnswers(saved, version)) ? [] : [{ page, statement, at, typed }],
  );
}

import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { type AssessmentView, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import { loadPeople, type PeopleOfStatements } from '#lib/work/assignments/queries.ts';
import { type CommentsOfStatements, loadComments } from '#lib/work/comments/queries.ts';

export type StatementListView = {
  readonly assessment: AssessmentView | null;
  readonly people: PeopleOfStatements;
  /** Empty for roles that do not see comments. */
  readonly comments: CommentsOfStatements;
};

/** The open assessment with the people and comment counts of each statement. */
export async function getStatementList(context: CouncilContext): Promise<StatementListView> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => ({
    assessment: await loadOpenAssessment(db),
    people: await loadPeople(db),
    comments: can(context, 'comment:view') ? await loadComments(db) : {},
  }));
}

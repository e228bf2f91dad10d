import 'server-only';
import { headOf } from '#lib/activity/queries.ts';
import { openAssessment } from '#lib/assessments/queries.ts';
import { resultOf } from '#lib/assessments/rules.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { ROLE_NAMES, requirePermission } from '#lib/auth/permissions.ts';
import { read } from '#lib/db/read.ts';
import { allUses } from '#lib/evidence/queries.ts';
import { CATEGORY_NAMES, highestMarking } from '#lib/evidence/rules.ts';
import { isoDate } from '#lib/format.ts';
import type { PackDocument, PackRegisterEntry } from '#lib/pdf/pack-document.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';

export type PackSnapshot = { readonly assessmentId: string; readonly document: PackDocument };

/** Everything the pack of the open assessment says, read at one moment. Null when no assessment is open. */
export async function packSnapshot(
  context: CouncilContext,
  packId: string,
  madeAt: Date,
): Promise<PackSnapshot | null> {
  requirePermission(context, 'pack:export');
  return read(context, async (tx) => {
    const assessment = await openAssessment(tx, context);
    if (!assessment) return null;
    const answers = await tx.statementAssessment.findMany({
      where: { councilId: context.council.id, assessmentId: assessment.id },
      select: {
        statement: true,
        score: true,
        strengths: true,
        improvements: true,
        impact: true,
        completed: true,
      },
    });
    const answersOf = new Map(answers.map((row) => [row.statement, row]));
    const items = await allUses(tx, context, assessment.id);
    const head = await headOf(tx, context);
    if (!head) throw new Error('The council has no history');
    const result = resultOf(assessment);
    return {
      assessmentId: assessment.id,
      document: {
        packId,
        council: { name: context.council.name, isExample: context.council.isExample },
        cycle: {
          name: assessment.name,
          period: { startsOn: isoDate(assessment.startsOn), endsOn: isoDate(assessment.endsOn) },
        },
        marking: highestMarking(items.map(({ marking }) => marking)),
        madeAt: madeAt.toISOString(),
        madeBy: { name: context.person.name, role: ROLE_NAMES[context.role] },
        audit: head,
        result: result.overall,
        themes: result.themes,
        distance: result.distance,
        flags: result.flags,
        statements: STATEMENTS.map(({ id, name, theme, asks }) => {
          const row = answersOf.get(id);
          return {
            id,
            name,
            theme,
            asks,
            score: assessment.scores[id],
            strengths: row?.strengths ?? '',
            improvements: row?.improvements ?? '',
            impact: row?.impact ?? '',
            completed: row?.completed ?? false,
            evidence: items.flatMap((item) =>
              item.uses
                .filter((use) => use.statement === id)
                .map(({ shows, location }) => ({
                  reference: item.reference,
                  title: item.title,
                  category: CATEGORY_NAMES[item.category],
                  shows,
                  location,
                })),
            ),
          };
        }),
        register: items.map(
          (item): PackRegisterEntry => ({
            reference: item.reference,
            title: item.title,
            category: CATEGORY_NAMES[item.category],
            datedOn: item.datedOn && isoDate(item.datedOn),
            owner: item.owner,
            marking: item.marking,
            containsPersonalData: item.containsPersonalData,
            statements: item.uses.map(({ statement }) => statement),
            source: item.source,
          }),
        ),
      },
    };
  });
}

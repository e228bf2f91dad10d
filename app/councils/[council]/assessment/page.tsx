import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { StatementTasks } from '#components/assessments/statement-tasks.tsx';
import { ChallengeNote } from '#components/challenge/challenge-note.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { formatDateRange } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { describeCarried } from '#lib/work/cycles/rules.ts';

type AssessmentPageProps = { params: Promise<{ council: string }> };

export default async function AssessmentPage({ params }: AssessmentPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const { assessment, people, comments } = await getStatementList(context);
  const completed = assessment?.statements.filter(({ status }) => status === 'completed').length;
  const carried = assessment && describeCarried(assessment.statements);
  return (
    <CouncilFrame context={context} place="assessment" title="Assessment">
      {assessment ? (
        <>
          <PageHeading
            dates={formatDateRange(assessment.startsOn, assessment.endsOn)}
            lead={[
              assessment.reviewState === 'signed'
                ? 'All statements are signed.'
                : `${completed} of ${assessment.statements.length} statements complete.`,
              carried === null ? [] : `${carried}.`,
            ]
              .flat()
              .join(' ')}
          >
            <bdi>{assessment.name}</bdi>
          </PageHeading>
          <ChallengeNote
            council={council}
            hidden={assessment.hidden}
            maySet={can(context, 'challenge:settings')}
          />
          <StatementTasks
            council={council}
            assessment={assessment}
            comments={comments}
            people={people}
            today={londonDay(new Date())}
          />
        </>
      ) : (
        <NoAssessment council={council} heading="Assessment" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}

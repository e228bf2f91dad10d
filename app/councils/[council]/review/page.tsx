import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ReviewView } from '#components/reviews/review-view.tsx';
import { NotificationBanner } from '#components/ui/notification-banner.tsx';
import { requireCouncil } from '#lib/auth/gate.ts';
import { can } from '#lib/auth/permissions.ts';
import { getReview, type ReviewView as Review } from '#lib/reviews/queries.ts';
import { decisionsFor, type StepKind } from '#lib/reviews/rules.ts';

type ReviewPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
};

export default async function ReviewPage({ params, searchParams }: ReviewPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const review = await getReview(context, new Date());
  const { done } = await searchParams;
  return (
    <CouncilFrame context={context} place="review" title="Review and sign-off">
      {review && done !== undefined && <DoneBanner review={review} />}
      {review ? (
        <ReviewView
          council={council}
          review={review}
          decisions={decisionsFor(context, review.state)}
          mayWrite={can(context, 'statement:save')}
          mayExport={can(context, 'pack:export')}
        />
      ) : (
        <NoAssessment
          council={council}
          heading="Review and sign-off"
          mayStart={can(context, 'assessment:start')}
        />
      )}
    </CouncilFrame>
  );
}

const TOLD: Record<StepKind, (version: number) => string> = {
  proposed: (version) => `Version ${version} is proposed. The directors are told`,
  withdrawn: () => 'The proposal is withdrawn. Answers can be changed again',
  returned: (version) => `Version ${version} is returned. The assurance leads are told`,
  signed: (version) => `Version ${version} is signed`,
  reopened: () => 'The assessment is reopened. Answers can be changed again',
};

/** What was done on the way here: the step that stands last. */
function DoneBanner({ review: { steps } }: { review: Review }) {
  const [last] = steps;
  return last ? <NotificationBanner>{TOLD[last.kind](last.version)}</NotificationBanner> : null;
}

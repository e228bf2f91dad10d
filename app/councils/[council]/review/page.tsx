import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ReviewView } from '#components/reviews/review-view.tsx';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getReview } from '#lib/work/reviews/queries.ts';

type ReviewPageProps = { params: Promise<{ council: string }> };

export default async function ReviewPage({ params }: ReviewPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const review = await getReview(context, context.now());
  return (
    <CouncilFrame context={context} place="review" title={review ? undefined : 'Review and sign-off'}>
      {review ? (
        <ReviewView context={context} review={review} />
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

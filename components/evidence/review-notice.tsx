import { addMonths } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { reviewState } from '#lib/record/evidence/concerns.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import type { EvidenceItemView } from '#lib/record/evidence/queries.ts';
import { ReviewForm } from './review-form.tsx';

type ReviewNoticeProps = { council: string; item: EvidenceItemView; mayEdit: boolean; asOf: Date };

/** Asks for the review of an item that is due within two weeks, or was. */
export function ReviewNotice({ council, item, mayEdit, asOf }: ReviewNoticeProps) {
  const { reference, reviewBy } = item;
  const today = londonDay(asOf);
  if (!mayEdit || reviewBy === null || !isInUse(item) || reviewState(reviewBy, today) === 'far') return null;
  return (
    <section aria-labelledby="review" className="mb-8 max-w-text border-l-4 border-rule-strong py-2 pl-4">
      <h2 id="review" className="heading-3">
        {reviewBy < today ? 'Review was due by' : 'Review by'} {formatDate(reviewBy)}
      </h2>
      <p className="mb-4">
        If it still shows what your statements say, choose when to look at it again. Otherwise replace the
        file, change its details or withdraw it.
      </p>
      <ReviewForm
        key={reviewBy}
        council={council}
        reference={reference}
        reviewBy={reviewBy}
        again={addMonths(today, 12)}
      />
    </section>
  );
}

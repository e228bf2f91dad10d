import { Link } from '#components/ui/link.tsx';
import { describeReview, describeSigned } from '#lib/insight/dashboard/dashboard-text.ts';
import type { ReviewSummary } from '#lib/insight/dashboard/rules.ts';
import * as routes from '#lib/kernel/routes.ts';

type SignOffProps = {
  /** The council whose pages the link leads to. Null: no link. */
  council: string | null;
  review: ReviewSummary;
  /** The id of the cycle's framework. */
  framework: string;
};

/** The sign-off state of the assessment, and the last signed version. */
export function SignOff({ council, review, framework }: SignOffProps) {
  const signed = describeSigned(review, framework);
  return (
    <section
      aria-labelledby="sign-off"
      className="mt-10 flex flex-wrap items-baseline gap-x-8 gap-y-1 border-y border-rule py-3"
    >
      <h2 id="sign-off" className="text-19 font-semibold">
        {describeReview(review)}
      </h2>
      {signed && <p className="text-ink-soft">{signed}</p>}
      {council !== null && (
        <p className="print:hidden">
          <Link href={routes.review(council)}>
            {review.signed?.isChanged ? 'See exactly what changed' : 'Review and sign-off'}
          </Link>
        </p>
      )}
    </section>
  );
}

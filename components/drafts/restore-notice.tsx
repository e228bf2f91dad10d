import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { EarlierText } from '#lib/record/assessments/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { SAVED_VERSION } from '#lib/work/drafts/rules.ts';

type RestoreNoticeProps = {
  council: string;
  statement: StatementId;
  earlier: EarlierText;
  /** Whether this person has a draft, which the form does not show. */
  hasDraft: boolean;
};

/** Says that the form shows an earlier text, and how to leave it. */
export function RestoreNotice({ council, statement, earlier, hasDraft }: RestoreNoticeProps) {
  const { by, at } = earlier;
  return (
    <section
      aria-labelledby="restore-heading"
      className="mb-6 border-l-8 border-accent bg-accent-tint px-5 py-3"
    >
      <h2 id="restore-heading" className="heading-3">
        The form below shows an earlier text
      </h2>
      <p className="mt-1 max-w-text">
        Saved by <bdi>{by}</bdi>, {formatDateTime(at)}. Nothing changes until you save it. The score does not
        change.{hasDraft && ' Your own draft is kept.'}{' '}
        <a href={routes.statementDraft(council, statement, SAVED_VERSION)} className="link">
          See the saved version
        </a>
      </p>
    </section>
  );
}

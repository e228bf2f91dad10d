import { Details } from '#components/ui/details.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { NARRATIVES, SCORE_REASON_LABEL } from '#lib/record/assessments/rules.ts';
import type { OldDraft } from '#lib/work/drafts/queries.ts';
import { DRAFT_DAYS } from '#lib/work/drafts/rules.ts';

/** The reader's unsaved text from a closed cycle, to copy from, if any. */
export function OldDrafts({ drafts }: { drafts: readonly OldDraft[] }) {
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="drafts" className="mb-10 border-y border-rule py-5 print:hidden">
      <h2 id="drafts" className="heading-2">
        Your unsaved drafts
      </h2>
      <p className="mt-2 max-w-text">
        Only you can read these. They are not part of the closed cycle. Each is deleted {DRAFT_DAYS} days
        after your last change to it.
      </p>
      {drafts.map(({ page, statement, at, typed }) => (
        <Details key={page} summary={`${knownStatement(statement).name}, ${formatDateTime(at)}`}>
          <dl className="max-w-text space-y-4">
            <div>
              <dt className="font-semibold">Score</dt>
              <dd>{/^[1-4]$/.test(typed.score) ? typed.score : 'Not scored'}</dd>
            </div>
            {[{ field: 'scoreReason', heading: SCORE_REASON_LABEL } as const, ...NARRATIVES]
              .filter(({ field }) => typed[field].trim() !== '')
              .map(({ field, heading }) => (
                <div key={field}>
                  <dt className="font-semibold">{heading}</dt>
                  <dd dir="auto" className="wrap-anywhere whitespace-pre-wrap">
                    {typed[field]}
                  </dd>
                </div>
              ))}
          </dl>
        </Details>
      ))}
    </section>
  );
}

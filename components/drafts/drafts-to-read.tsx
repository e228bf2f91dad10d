import { Button } from '#components/ui/button.tsx';
import { Details } from '#components/ui/details.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { NARRATIVES, SCORE_REASON_LABEL } from '#lib/record/assessments/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { Draft } from '#lib/work/drafts/rules.ts';
import { DiscardForm } from './discard-form.tsx';
import { describeWhen } from './draft-notice.tsx';

type DraftsToReadProps = {
  council: string;
  statement: StatementId;
  /** Newest first. */
  drafts: readonly Draft[];
  asOf: Date;
};

/** This person's text that was not saved before the assessment was locked, read only. */
export function DraftsToRead({ council, statement, drafts, asOf }: DraftsToReadProps) {
  if (drafts.length === 0) return null;
  return (
    <section
      aria-labelledby="draft-heading"
      className="mb-10 border-l-8 border-accent bg-accent-tint px-5 py-4"
    >
      <h2 id="draft-heading" className="heading-3">
        {drafts.length === 1 ? 'You have an unsaved draft' : 'You have unsaved drafts'}
      </h2>
      <p className="mt-1 max-w-text">
        Only you can see it. It stays here, and opens in the form when the assessment can be changed again.
      </p>
      {drafts.map(({ page, at, typed }) => (
        <Details key={page} summary={`Read the draft from ${describeWhen(at, asOf)}`}>
          <dl className="max-w-text space-y-3">
            <DraftText
              name="Score"
              text={typed.score === '' || typed.score === 'none' ? 'Not scored' : typed.score}
            />
            {typed.scoreReason.trim() !== '' && (
              <DraftText name={SCORE_REASON_LABEL} text={typed.scoreReason} />
            )}
            {NARRATIVES.map(({ field, heading }) => (
              <DraftText key={field} name={heading} text={typed[field]} />
            ))}
          </dl>
          <div className="mt-4">
            <DiscardForm action={routes.discardDraft(council, statement)} pages={[page]}>
              <Button kind="secondary">Discard this draft</Button>
            </DiscardForm>
          </div>
        </Details>
      ))}
    </section>
  );
}

function DraftText({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt className="font-semibold">{name}</dt>
      <dd dir="auto" className={`wrap-anywhere whitespace-pre-line ${text === '' ? 'text-ink-soft' : ''}`}>
        {text || 'Not provided'}
      </dd>
    </div>
  );
}

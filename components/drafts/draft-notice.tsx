import { Button, ButtonGroup, LinkButton } from '#components/ui/button.tsx';
import { formatDate, formatDateTime, formatTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { type Draft, SAVED_VERSION } from '#lib/work/drafts/rules.ts';
import { DiscardForm } from './discard-form.tsx';

type DraftNoticeProps = {
  council: string;
  statement: StatementId;
  /** Id of the draft for text typed on this page. */
  page: string;
  /** Newest first. */
  drafts: readonly Draft[];
  /** The draft in the form; null if the form shows the saved answers. */
  open: Draft | null;
  asOf: Date;
};

/** Says that there is unsaved text, and offers what to do with it. Works without script. */
export function DraftNotice({ council, statement, page, drafts, open, asOf }: DraftNoticeProps) {
  const shown = open ?? drafts[0];
  if (!shown) return null;
  const others = drafts.filter((draft) => draft !== shown);
  // Reloads the page, as a link to the current address would keep the form unchanged.
  const link = (draft: string, text: string) => (
    <a href={routes.statementDraft(council, statement, draft)} className="link">
      {text}
    </a>
  );
  return (
    <section
      aria-labelledby="draft-heading"
      className="mb-10 border-l-8 border-accent bg-accent-tint px-5 py-4"
    >
      <h2 id="draft-heading" className="heading-3">
        You have an unsaved draft from {describeWhen(shown.at, asOf)}
      </h2>
      <p className="mt-1 max-w-text">
        {open
          ? 'The form below shows your draft. Only you can see it until you save it.'
          : 'The form below shows the saved version. Your draft is kept.'}
      </p>
      <div className="mt-3">
        <ButtonGroup>
          {open ? link(SAVED_VERSION, 'See the saved version') : link(shown.page, 'Open your draft')}
          <DiscardForm
            action={routes.discardDraft(council, statement)}
            pages={open ? [shown.page, page] : [shown.page]}
          >
            <Button kind="secondary">Discard this draft</Button>
          </DiscardForm>
        </ButtonGroup>
      </div>
      {others.length > 0 && (
        <>
          <h3 className="mt-5 font-semibold">Your other drafts</h3>
          <ul className="mt-1 space-y-2">
            {others.map((draft) => (
              <li key={draft.page} className="flex flex-wrap items-center gap-x-6 gap-y-1">
                {link(draft.page, `Open the draft from ${describeWhen(draft.at, asOf)}`)}
                <DiscardForm action={routes.discardDraft(council, statement)} pages={[draft.page]}>
                  <LinkButton>Discard the draft from {describeWhen(draft.at, asOf)}</LinkButton>
                </DiscardForm>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** `9:32am` today, `20 November 2026, 9:32am` on another day. */
export function describeWhen(at: Date, asOf: Date): string {
  return formatDate(at) === formatDate(asOf) ? formatTime(at) : formatDateTime(at);
}

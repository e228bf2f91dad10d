import { randomUUID } from 'node:crypto';
import { DraftNotice } from '#components/drafts/draft-notice.tsx';
import { RestoreNotice } from '#components/drafts/restore-notice.tsx';
import type { StatementView } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getConflict, getEarlierText } from '#lib/record/assessments/queries.ts';
import { formAnswers, mergeWithLatest, withTexts } from '#lib/record/assessments/rules.ts';
import { describeWriting, draftsToOffer, draftToOpen } from '#lib/work/drafts/rules.ts';

type Asked = { readonly draft: string | undefined; readonly restore: string | undefined };

/** The form, filled from the version or the draft asked for, else this person's newest draft, else the saved answers. */
export async function openForm(context: CouncilContext, view: StatementView, asked: Asked) {
  const council = context.council.slug;
  const saved = formAnswers(view.answers, view.version);
  const version = parsePositiveInt(asked.restore);
  const earlier = version === null ? null : await getEarlierText(context, view.id, version);
  const drafts = draftsToOffer(view.drafts, saved);
  const draft = earlier ? null : draftToOpen(drafts, asked.draft);
  const since =
    draft && draft.version < view.version
      ? await getConflict(context, view.id, view.assessment.id, draft.version)
      : null;
  const beside = draft && since ? mergeWithLatest(since, draft.version, draft.typed) : null;
  const page = randomUUID();
  return {
    typed: beside?.merged ?? draft?.typed ?? (earlier ? withTexts(saved, earlier.answers) : saved),
    version: beside?.latest.version ?? view.version,
    savedScore: saved.score,
    lastScore: String(view.lastScore ?? ''),
    marks: {
      page,
      assessment: view.assessment.id,
      version: draft?.version ?? view.version,
      from: draft && { page: draft.page, edit: draft.edit },
    },
    // No choice to offer when the other save did not change what this draft is about.
    latest: beside && beside.latest.changes.length > 0 ? beside.latest : null,
    writing: describeWriting(view.others),
    notice: earlier ? (
      <RestoreNotice council={council} statement={view.id} earlier={earlier} hasDraft={drafts.length > 0} />
    ) : (
      <DraftNotice
        council={council}
        statement={view.id}
        page={page}
        drafts={drafts}
        open={draft}
        asOf={new Date()}
      />
    ),
  };
}

import { randomUUID } from 'node:crypto';
import { notFound, redirect } from 'next/navigation';
import { ScoreChangeNote } from '#components/assessments/score-change-note.tsx';
import { StatementAnswersView } from '#components/assessments/statement-answers-view.tsx';
import { StatementForm } from '#components/assessments/statement-form.tsx';
import { StatementGuidance } from '#components/assessments/statement-guidance.tsx';
import { StatementPeople } from '#components/assignments/statement-people.tsx';
import { ChallengeLink } from '#components/challenge/challenge-link.tsx';
import { StatementScores } from '#components/challenge/statement-scores.tsx';
import { ClaimsAndProofSection } from '#components/claims/claims-and-proof.tsx';
import { narrativePreviews } from '#components/claims/narrative-previews.tsx';
import { CommentsLink } from '#components/comments/comments-link.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { CarriedNotice } from '#components/cycles/carried-notice.tsx';
import { DraftNotice } from '#components/drafts/draft-notice.tsx';
import { DraftsToRead } from '#components/drafts/drafts-to-read.tsx';
import { EvidenceOnStatement } from '#components/evidence/evidence-on-statement.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { MeasuresOnStatement } from '#components/measures/measures-on-statement.tsx';
import { LockNotice } from '#components/reviews/lock-notice.tsx';
import { ScoreLabel } from '#components/scoring/score-label.tsx';
import { Link } from '#components/ui/link.tsx';
import {
  frameworkOf,
  frameworkOfStatement,
  isKnownStatement,
  knownStatement,
} from '#lib/frameworks/known.ts';
import { describeStatementTarget } from '#lib/insight/scenarios/rules.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getStatement, type StatementView } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { describeCopied } from '#lib/record/assessments/framework-text.ts';
import { getConflict } from '#lib/record/assessments/queries.ts';
import {
  formAnswers,
  mergeWithLatest,
  NARRATIVE_LIMIT,
  NARRATIVES,
  NOT_SCORED,
  SCORE_REASON_LABEL,
  SCORE_REASON_LIMIT,
} from '#lib/record/assessments/rules.ts';
import { claimsAndProof } from '#lib/record/claims/rules.ts';
import { draftsToOffer, draftToOpen } from '#lib/work/drafts/rules.ts';

type StatementPageProps = {
  params: Promise<{ council: string; statement: string }>;
  searchParams: Promise<{ draft?: string | string[] }>;
};

export default async function StatementPage({ params, searchParams }: StatementPageProps) {
  const { council, statement } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  if (!isKnownStatement(statement)) notFound();
  const view = await getStatement(context, statement);
  if (!view) redirect(routes.assessment(council));

  const { draft } = await searchParams;
  const described = knownStatement(statement);
  const { name, theme: themeId, asks } = described;
  const framework = frameworkOfStatement(statement);
  const theme = framework.themes.find(({ id }) => id === themeId);
  const mayWrite = can(context, 'statement:save');
  const mayEdit = mayWrite && view.lock === null;
  const scores = (
    <StatementScores
      council={council}
      statement={statement}
      own={view.answers.score}
      challenges={view.challenges}
      mayChallenge={can(context, 'challenge:give')}
      change={mayEdit ? null : view.scoreChange}
    />
  );
  const evidence = (
    <>
      {mayEdit && view.challenges.length > 0 && scores}
      <EvidenceOnStatement
        council={council}
        statement={statement}
        evidence={view.evidence}
        mayEdit={mayEdit}
      />
      <ClaimsAndProofSection
        council={council}
        statement={statement}
        facts={claimsAndProof(view.answers, view.proof, new Date())}
      />
      <MeasuresOnStatement
        council={council}
        statement={statement}
        name={name}
        measures={view.measures}
        asOf={new Date()}
      />
    </>
  );
  const answers = (
    <>
      <StatementAnswersView
        council={council}
        answers={view.answers}
        scores={scores}
        saved={view.saved}
        inList={view.proof.inList}
      />
      {evidence}
    </>
  );
  const heading = (
    <>
      <PageHeading caption={`Theme ${themeId}: ${theme?.name}`} lead={`${asks}.`}>
        {name}
      </PageHeading>
      <div className="mb-6 flex flex-wrap gap-x-8 gap-y-2 border-y border-rule py-3">
        <StatementPeople
          council={council}
          statement={statement}
          people={view.people}
          isDone={view.answers.completed || view.lock?.state === 'signed'}
          today={londonDay(new Date())}
          mayAssign={can(context, 'statement:assign')}
        />
        <ChallengeLink
          council={council}
          statement={statement}
          own={view.answers.score}
          challenges={view.challenges}
        />
        {view.target && (
          <p>
            <Link href={routes.targets(council)}>
              {describeStatementTarget(
                view.target,
                view.answers.score === 'hidden' ? null : view.answers.score,
                londonDay(new Date()),
              )}
            </Link>
          </p>
        )}
        {view.comments && <CommentsLink council={council} subject={statement} count={view.comments} />}
        <p className="print:hidden">
          <Link href={routes.activity(council, { statement })}>Statement history</Link>
        </p>
      </div>
      {view.carriedFrom !== null && (
        <CarriedNotice
          council={council}
          statement={statement}
          assessment={view.assessment.id}
          version={view.version}
          from={view.carriedFrom.name}
          copied={describeCopied(frameworkOf(view.carriedFrom.framework), statement)}
          mayConfirm={mayEdit}
        />
      )}
    </>
  );
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[{ href: routes.assessment(council), text: view.assessment.name }]}
    >
      {mayWrite ? (
        <StatementForm
          council={council}
          statement={statement}
          name={name}
          assessment={view.assessment.id}
          opened={await openForm(context, view, textOf(draft))}
          narratives={NARRATIVES}
          limit={NARRATIVE_LIMIT}
          scoreChange={view.scoreChange && <ScoreChangeNote change={view.scoreChange} />}
          scoreReason={{ label: SCORE_REASON_LABEL, limit: SCORE_REASON_LIMIT }}
          notScored={NOT_SCORED}
          previews={narrativePreviews(council, view.answers, view.proof.inList)}
          scores={[
            ...framework.scores.map((score) => ({
              value: String(score),
              label: <ScoreLabel key={score} statement={statement} score={score} />,
            })),
            { value: NOT_SCORED, label: 'Not scored', divided: true },
          ]}
          councilName={context.council.name}
          heading={heading}
          guidance={<StatementGuidance statement={described} framework={framework} />}
          evidence={evidence}
          lastSaved={view.saved && `Last saved by ${view.saved.by}, ${formatDateTime(view.saved.at)}`}
          locked={
            view.lock && (
              <>
                <LockNotice context={context} lock={view.lock} />
                <DraftsToRead
                  council={council}
                  statement={statement}
                  drafts={draftsToOffer(view.drafts, formAnswers(view.answers, view.version))}
                  asOf={new Date()}
                />
                {answers}
              </>
            )
          }
        />
      ) : (
        <>
          <PageTitle within={context.council.name}>{name}</PageTitle>
          {heading}
          {view.lock && <LockNotice context={context} lock={view.lock} />}
          {answers}
        </>
      )}
    </CouncilFrame>
  );
}

/** The form, filled from the draft asked for, else this person's newest draft, else the saved answers. */
async function openForm(context: CouncilContext, view: StatementView, asked: string | undefined) {
  const saved = formAnswers(view.answers, view.version);
  const drafts = draftsToOffer(view.drafts, saved);
  const draft = draftToOpen(drafts, asked);
  const since =
    draft && draft.version < view.version
      ? await getConflict(context, view.id, view.assessment.id, draft.version)
      : null;
  const beside = draft && since ? mergeWithLatest(since, draft.version, draft.typed) : null;
  const page = randomUUID();
  return {
    typed: beside?.merged ?? draft?.typed ?? saved,
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
    notice: (
      <DraftNotice
        council={context.council.slug}
        statement={view.id}
        page={page}
        drafts={drafts}
        open={draft}
        asOf={new Date()}
      />
    ),
  };
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

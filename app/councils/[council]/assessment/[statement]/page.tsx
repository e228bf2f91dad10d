import { notFound, redirect } from 'next/navigation';
import { JumpLinks } from '#components/assessments/jump-links.tsx';
import { NextStatements } from '#components/assessments/next-statements.tsx';
import { ScoreChangeNote } from '#components/assessments/score-change-note.tsx';
import { SidePanel } from '#components/assessments/side-panel.tsx';
import { StatementAnswersView } from '#components/assessments/statement-answers-view.tsx';
import { StatementForm } from '#components/assessments/statement-form.tsx';
import { StatementGuidance } from '#components/assessments/statement-guidance.tsx';
import { StatementPeople } from '#components/assignments/statement-people.tsx';
import { StatementScores } from '#components/challenge/statement-scores.tsx';
import { StatementChecks } from '#components/claims/statement-checks.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { CarriedNotice } from '#components/cycles/carried-notice.tsx';
import { DraftsToRead } from '#components/drafts/drafts-to-read.tsx';
import { EvidenceOnStatement } from '#components/evidence/evidence-on-statement.tsx';
import { ActionsOnStatement } from '#components/improvement/actions-on-statement.tsx';
import { Markup } from '#components/layout/markup.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { MeasuresOnStatement } from '#components/measures/measures-on-statement.tsx';
import { LockNotice } from '#components/reviews/lock-notice.tsx';
import { Link } from '#components/ui/link.tsx';
import {
  frameworkOf,
  frameworkOfStatement,
  isKnownStatement,
  knownStatement,
} from '#lib/frameworks/known.ts';
import { strengthOf } from '#lib/insight/readiness/strength.ts';
import { formatNumber, lowerFirst } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getStatement, type StatementView } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { describeCopied } from '#lib/record/assessments/framework-text.ts';
import {
  formAnswers,
  NARRATIVE_LIMIT,
  NARRATIVES,
  NOT_SCORED,
  SCORE_REASON_LABEL,
  SCORE_REASON_LIMIT,
} from '#lib/record/assessments/rules.ts';
import { formatChallengesBeside } from '#lib/record/challenge/rules.ts';
import { listCitable } from '#lib/record/claims/queries.ts';
import { claimsAndProof, numbersCitedBy, pagesMissing, personalDataIn } from '#lib/record/claims/rules.ts';
import { againstComparator } from '#lib/record/measures/comparisons.ts';
import { questionsIn } from '#lib/record/prompts/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { draftsToOffer } from '#lib/work/drafts/rules.ts';
import { openForm } from './open-form.tsx';

type StatementPageProps = {
  params: Promise<{ council: string; statement: string }>;
  searchParams: Promise<Partial<Record<'draft' | 'find' | 'restore', string | string[]>>>;
};

export default async function StatementPage({ params, searchParams }: StatementPageProps) {
  const { council, statement } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  if (!isKnownStatement(statement)) notFound();
  const { draft, find, restore } = await searchParams;
  const view = await getStatement(context, statement);
  if (!view) redirect(routes.assessment(council));

  const described = knownStatement(statement);
  const { name, asks } = described;
  const framework = frameworkOfStatement(statement);
  const theme = framework.themes.find(({ id }) => id === described.theme);
  const mayWrite = can(context, 'statement:save');
  const mayEdit = mayWrite && view.lock === null;
  const asOf = new Date();
  const today = londonDay(asOf);
  const isHidden = view.answers.score === 'hidden';
  const record = [context.council.id, view.head, statement, mayEdit, context.role, isHidden];
  const evidence = (
    <Markup name="evidence of statement" of={[...record, today]}>
      {() => (
        <EvidenceOnStatement
          council={council}
          statement={statement}
          evidence={view.evidence}
          cited={numbersCitedBy(view.answers)}
          mayEdit={mayEdit}
          mayOpen={can(context, 'evidence:download')}
          office={env().OFFICE_PREVIEW === 'on'}
          asOf={asOf}
        />
      )}
    </Markup>
  );
  const side = (
    <Markup
      name="beside statement"
      of={[
        ...record,
        today,
        view.target !== null,
        hidesAims(view),
        view.comments?.open ?? 0,
        view.comments?.unread ?? 0,
      ]}
    >
      {() => (
        <>
          <StatementChecks {...checksOf(view, asOf)} council={council} />
          <MeasuresOnStatement
            {...{ council, statement, asOf }}
            measures={view.measures}
            most={view.actions.length > 0 ? 3 : 5}
          />
          <ActionsOnStatement {...{ council, statement, today }} actions={view.actions} />
          <StatementPeople
            council={council}
            statement={statement}
            view={view}
            today={today}
            mayAssign={can(context, 'statement:assign')}
            mayEdit={mayEdit}
          />
        </>
      )}
    </Markup>
  );
  const heading = (
    <>
      <Markup name="heading of statement" of={record}>
        {() => (
          <>
            <NextStatements council={council} framework={framework} statement={statement} />
            <PageHeading caption={`Theme ${described.theme}: ${theme?.name}`} lead={`${asks}.`}>
              {name}
            </PageHeading>
            <JumpLinks
              to={{
                Score: mayEdit ? 'score' : 'scores',
                Writing: 'strengths',
                Evidence: 'evidence',
                Checks: 'checks',
                ...(view.measures.length > 0 && { Measures: 'measures' }),
                ...(view.actions.length > 0 && { Actions: 'actions' }),
                ...(view.comments && { Comments: 'comments' }),
                People: 'people',
              }}
            />
            <StatementGuidance
              statement={described}
              own={questionsIn(view.prompts)}
              editHref={can(context, 'prompts:edit') ? routes.statementPrompts(council, statement) : null}
              framework={mayEdit || isHidden ? null : framework}
            />
          </>
        )}
      </Markup>
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
  const toRead = (
    <div className="workspace">
      <div>
        {heading}
        {view.lock && <LockNotice context={context} lock={view.lock} />}
        {mayWrite && (
          <DraftsToRead
            council={council}
            statement={statement}
            drafts={draftsToOffer(view.drafts, formAnswers(view.answers, view.version))}
            asOf={asOf}
          />
        )}
      </div>
      <StatementAnswersView
        council={council}
        answers={view.answers}
        scores={
          <StatementScores
            council={council}
            statement={statement}
            own={view.answers.score}
            challenges={view.challenges}
            mayChallenge={can(context, 'challenge:give')}
            change={view.scoreChange}
          />
        }
        cited={view.proof}
      />
      <div className="workspace-side">
        <div className="workspace-scroll">
          <SidePanel
            id="evidence"
            heading="Evidence"
            state={view.evidence.count > 0 && `${formatNumber(view.evidence.count)} attached`}
          >
            {evidence}
          </SidePanel>
          {side}
        </div>
      </div>
    </div>
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
          urls={{
            keep: routes.keepDraft(council, statement),
            discard: routes.discardDraft(council, statement),
            find: routes.citableEvidence(council, statement),
          }}
          opened={await openForm(context, view, { draft: textOf(draft), restore: textOf(restore) })}
          narratives={NARRATIVES}
          limit={NARRATIVE_LIMIT}
          scoreFacts={
            <>
              {view.scoreChange && <ScoreChangeNote change={view.scoreChange} />}
              {view.challenges.length > 0 && (
                <p className="mt-4">
                  <Link href={routes.challenge(council, statement)}>
                    Challenged:{' '}
                    {formatChallengesBeside(
                      view.answers.score,
                      view.challenges.map(({ latest }) => latest.score).toSorted(),
                    )}
                  </Link>
                </p>
              )}
            </>
          }
          scoreReason={{ label: SCORE_REASON_LABEL, limit: SCORE_REASON_LIMIT }}
          notScored={NOT_SCORED}
          scoresFrom={
            framework.scores.some((score) => described.characteristics[score])
              ? `Level descriptions: ${lowerFirst(framework.credits.characteristics.source)}.`
              : undefined
          }
          scores={[
            ...framework.scale.map(({ score, words }) => ({
              value: String(score),
              words,
              looksLike: described.characteristics[score],
            })),
            { value: NOT_SCORED, words: 'Not scored', looksLike: undefined },
          ]}
          councilName={context.council.name}
          heading={heading}
          evidence={evidence}
          evidenceCount={view.evidence.count}
          found={mayEdit ? await findFor(context, statement, searchWords(find)) : null}
          lastSaved={view.saved && `Last saved by ${view.saved.by}, ${formatDateTime(view.saved.at)}`}
          side={side}
          locked={view.lock && toRead}
        />
      ) : (
        <>
          <PageTitle within={context.council.name}>{name}</PageTitle>
          {toRead}
        </>
      )}
    </CouncilFrame>
  );
}

function checksOf({ id: statement, answers, proof, read, evidence, measures }: StatementView, asOf: Date) {
  const facts = claimsAndProof(answers, proof, asOf);
  const strength = strengthOf({
    framework: frameworkOfStatement(statement),
    score: null,
    evidenceCount: evidence.count,
    claims: facts,
    approval: 'not signed',
    measures: againstComparator(measures),
  });
  return {
    ...{ statement, facts, strength, personalData: personalDataIn(answers) },
    unchecked: read.unchecked,
    missing: pagesMissing(answers, read.lengths),
  };
}

/** The items of the council's evidence list that a search from this page finds. Null without a search. */
async function findFor(context: CouncilContext, statement: StatementId, words: string) {
  return words === '' ? null : { words, items: await listCitable(context, statement, words) };
}

/** Whether the scores that actions aim at are hidden from this person. */
function hidesAims({ actions }: StatementView): boolean {
  return actions.every(({ aims }) => aims.every(({ score }) => score === null));
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

'use client';

import { type ReactNode, useRef } from 'react';
import { LatestAnswers } from '#components/assessments/latest-answers.tsx';
import { ScoreReason } from '#components/assessments/score-reason.tsx';
import { SidePanel } from '#components/assessments/side-panel.tsx';
import { useInserting } from '#components/claims/use-inserting.ts';
import { DiscardForm } from '#components/drafts/discard-form.tsx';
import { type DraftMarks, useAutosave } from '#components/drafts/use-autosave.ts';
import { EvidenceFinder, type Found } from '#components/evidence/evidence-finder.tsx';
import { Form } from '#components/forms/form.tsx';
import { useFormAction, useLastAnswer } from '#components/forms/use-form-action.ts';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { errorFor, type FieldError } from '#lib/platform/forms/form-state.ts';
import { type StatementState, saveStatementAction } from '#lib/record/assessments/actions.ts';
import type { FormAnswers, LatestSave, NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { attachFoundAction, findEvidenceAction } from '#lib/work/drafts/actions.ts';

/** Words, numbers and addresses come as props: importing their modules would bring all of them to the browser. */
type StatementFormProps = {
  council: string;
  statement: StatementId;
  name: string;
  assessment: string;
  /** Of the handlers that keep and discard a draft and search the evidence list. */
  urls: { keep: string; discard: string; find: string };
  opened: OpenedForm;
  narratives: typeof NARRATIVES;
  /** Characters in one narrative. */
  limit: number;
  /** The reason for the last change of score, and how it was challenged. */
  scoreFacts: ReactNode;
  /** `limit`: in characters. */
  scoreReason: { label: string; limit: number };
  /** The choice that removes the score. */
  notScored: string;
  /** The scale, with what a council with each score looks like, and the choice of no score. */
  scores: readonly { value: string; words: string; looksLike: string | undefined }[];
  /** Who described the levels. */
  scoresFrom: string | undefined;
  councilName: string;
  heading: ReactNode;
  /** The evidence attached, and its number. */
  evidence: ReactNode;
  evidenceCount: number;
  /** A search of the evidence list. Null if there is none. */
  found: Found | null;
  lastSaved: string | null;
  /** The rest of the column beside the text. */
  side: ReactNode;
  /** Replaces heading and form while the assessment is locked. A form that was refused is still shown. */
  locked: ReactNode | null;
};

/** The values of a refused form, whichever of its buttons was used. */
type SentValues = Partial<
  Record<keyof FormAnswers | 'page' | 'from' | 'fromEdit' | 'version' | 'savedScore' | 'lastScore', string>
>;

/** The form's first values: those saved, or this person's unsaved draft from another page. */
type OpenedForm = {
  typed: FormAnswers;
  /** The version to replace, its score, and the last score before it if it has none. */
  version: number;
  savedScore: string;
  lastScore: string;
  /** Identifies the draft for text typed here. */
  marks: DraftMarks;
  /** Someone else has saved since the draft was started. */
  latest: LatestSave | null;
  /** The notice about unsaved drafts. */
  notice: ReactNode;
  /** Who else is writing here, as a sentence. */
  writing: string;
};

/** The parts of a statement's page that change when its form is refused. */
export function StatementForm(props: StatementFormProps) {
  const { council, statement, name, opened } = props;
  const [saved, save] = useFormAction<StatementState>(saveStatementAction);
  const [searched, find] = useFormAction(findEvidenceAction);
  const [attached, attach] = useFormAction(attachFoundAction);
  const state = useLastAnswer(saved, searched, attached);
  const errors: readonly FieldError<string>[] = state.status === 'refused' ? state.errors : [];
  const sent: SentValues | null = state.status === 'untouched' ? null : state.values;
  const typed = sent ?? opened.typed;
  const latest = state.status === 'conflict' ? state.latest : sent ? null : opened.latest;
  const summary =
    state.status === 'conflict'
      ? [
          {
            field: 'conflict',
            message: `${state.latest.saved.by} changed this while you were writing. Your changes are not yet saved`,
          },
        ]
      : errors;
  const page = sent?.page ?? opened.marks.page;
  const from = sent?.from ?? opened.marks.from?.page;

  const savedScore = latest?.savedScore ?? sent?.savedScore ?? opened.savedScore;
  const lastScore = latest?.lastScore ?? sent?.lastScore ?? opened.lastScore;
  const isLocked = props.locked !== null && sent === null;

  const form = useRef<HTMLFormElement>(null);
  useInserting(form, 'strengths');
  const draft = useAutosave(form, props.urls.keep, { ...opened.marks, page }, sent && state);

  return (
    <>
      <PageTitle within={props.councilName} error={summary.length > 0}>
        {name}
      </PageTitle>
      <ErrorSummary submission={state} errors={summary} />
      {isLocked ? (
        props.locked
      ) : (
        <div className="workspace">
          <div>
            {props.heading}
            {summary.length === 0 && props.locked === null && opened.notice}
            {latest && (
              <LatestAnswers
                latest={latest}
                narratives={props.narratives}
                leave={
                  <DiscardForm action={props.urls.discard} pages={from ? [page, from] : [page]}>
                    <LinkButton>Discard mine and open their version</LinkButton>
                  </DiscardForm>
                }
              />
            )}
          </div>
          {/* At a reload, browsers would fill in remembered values over the draft from the server. */}
          <Form
            state={state}
            ref={form}
            action={save}
            autoComplete="off"
            isKept={draft.isKept}
            className="contents"
          >
            {/* The button of Enter, which would otherwise save the statement from the search box. */}
            {!latest && (
              <button
                type="submit"
                formAction={find}
                data-find=""
                tabIndex={-1}
                aria-hidden="true"
                className="sr-only"
              >
                Find
              </button>
            )}
            <input type="hidden" name="council" value={council} />
            <input type="hidden" name="statement" value={statement} />
            <input type="hidden" name="assessment" value={props.assessment} />
            <input type="hidden" name="version" value={latest?.version ?? sent?.version ?? opened.version} />
            <input type="hidden" name="savedScore" value={savedScore} />
            <input type="hidden" name="lastScore" value={lastScore} />
            <input type="hidden" name="page" value={page} />
            {from && <input type="hidden" name="from" value={from} />}
            {from && (
              <input type="hidden" name="fromEdit" value={sent?.fromEdit ?? opened.marks.from?.edit} />
            )}
            <div className="space-y-8">
              <div className="group/score space-y-6">
                <Radios
                  name="score"
                  label={`What is your score for ${name}?`}
                  labelSize="large"
                  hint={props.scoresFrom}
                  options={props.scores.map(({ value, words, looksLike }) => ({
                    value,
                    label:
                      value === props.notScored ? (
                        words
                      ) : (
                        <>
                          <b>{value}</b> {words}
                        </>
                      ),
                    hint: looksLike,
                  }))}
                  defaultValue={typed.score}
                  savedValues={savedScore === '' ? [props.notScored, lastScore] : [savedScore]}
                  error={errorFor(errors, 'score')}
                />
                {(lastScore !== '' || typed.scoreReason) && (
                  <ScoreReason
                    {...props.scoreReason}
                    saved={savedScore}
                    last={lastScore}
                    typed={typed.scoreReason}
                    error={errorFor(errors, 'scoreReason')}
                  />
                )}
                {props.scoreFacts}
              </div>
              {props.narratives.map(({ field, heading }) => (
                <Textarea
                  key={field}
                  name={field}
                  label={heading}
                  labelSize="large"
                  maxLength={props.limit}
                  defaultValue={typed[field]}
                  error={errorFor(errors, field)}
                />
              ))}
              <Radios
                name="completed"
                label="Have you completed this section?"
                labelSize="large"
                options={[
                  { value: 'yes', label: "Yes, I've completed this section" },
                  { value: 'no', label: "No, I'll come back later" },
                ]}
                defaultValue={typed.completed}
                inline
                error={errorFor(errors, 'completed')}
              />
            </div>
            <div className="workspace-side">
              <div className="save-bar">
                <Button>{latest ? 'Save my version' : 'Save and continue'}</Button>
                {!latest && (
                  <Button kind="secondary" name="then" value="stay">
                    Save
                  </Button>
                )}
                <p aria-live="polite">{draft.message || opened.writing}</p>
                <p>{props.lastSaved}</p>
              </div>
              <div className="workspace-scroll">
                <SidePanel
                  id="evidence"
                  heading="Evidence"
                  state={props.evidenceCount > 0 && `${props.evidenceCount} attached`}
                >
                  {/* Between two versions a draft would lose what it was based on. */}
                  {!latest && (
                    <EvidenceFinder
                      key={props.evidenceCount}
                      url={props.urls.find}
                      found={props.found}
                      find={find}
                      attach={attach}
                      error={errorFor(errors, 'attach')}
                    />
                  )}
                  {props.evidence}
                  <p className="mt-2">
                    {/* Not a link, so that unsaved text is saved on the way. */}
                    <LinkButton name="then" value="evidence">
                      Save and add evidence
                    </LinkButton>
                  </p>
                </SidePanel>
                {props.side}
              </div>
            </div>
          </Form>
        </div>
      )}
    </>
  );
}

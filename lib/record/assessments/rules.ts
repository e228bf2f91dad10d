import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { cleanText } from '#lib/kernel/text/clean.ts';
import { type AssessmentState, type StateFacts, stateOf } from '#lib/record/assessments/state.ts';
import type { ShownScore } from '#lib/record/challenge/rules.ts';
import {
  distanceInStatements,
  type Flag,
  flags,
  type Overall,
  overall,
  type Score,
  type Scores,
  type StatementDistance,
  type ThemeResult,
  type ThresholdSetId,
  themeResults,
} from '#lib/scoring/index.ts';

/** Characters in one narrative, counting a line end as one. Set high, to stop accidents rather than writers. */
export const NARRATIVE_LIMIT = 10_000;

/** Characters in the reason for a change of score. */
export const SCORE_REASON_LIMIT = 2_000;

/** The label in the form and the history. */
export const SCORE_REASON_LABEL = 'Why has the score changed?';

/** The form value for "not scored". */
export const NOT_SCORED = 'none';

/** The three narratives, with the headings used on the page and in the history. */
export const NARRATIVES = [
  { field: 'strengths', heading: 'What we do well' },
  { field: 'improvements', heading: 'What we need to improve' },
  { field: 'impact', heading: 'How we know it makes a difference' },
] as const;

export type AssessmentResult = {
  readonly overall: Overall;
  readonly themes: readonly ThemeResult[];
  /** Null until every statement is scored. */
  readonly distance: StatementDistance | null;
  readonly flags: readonly Flag[];
};

/** The figures that follow from scores. For how certain they are, see lib/record/assessments/state.ts. */
export function resultOf(
  { scores, thresholds }: { readonly scores: Scores; readonly thresholds: ThresholdSetId },
  framework: Framework,
): AssessmentResult {
  const result = overall(scores, thresholds, framework);
  return {
    overall: result,
    themes: themeResults(scores, framework),
    distance: result.state === 'complete' ? distanceInStatements(scores, thresholds, framework) : null,
    flags: flags(scores, framework),
  };
}

/** A result with the state of its assessment. */
export type AssessmentFigures = AssessmentResult & { readonly state: AssessmentState };

export function figuresOf(facts: StateFacts): AssessmentFigures {
  return { ...resultOf(facts, frameworkOf(facts.framework)), state: stateOf(facts) };
}

export type AnswerField = keyof StatementAnswers;
const ANSWER_FIELDS = ['score', 'strengths', 'improvements', 'impact', 'completed'] as const;

/**
 * The answers as form values, '' where nothing is selected or written. A reason belongs to one change of score, so the
 * form always opens without one.
 */
export type FormAnswers = Readonly<Record<AnswerField | 'scoreReason', string>>;

/** A page of a statement's form, and what it counted its edits to. */
export type PageOpened = { readonly page: string; readonly edit: number };

/** The page of a statement's form and the draft that it was opened with, as the form sends them. */
export type PageOfForm = {
  readonly page?: string | undefined;
  readonly from?: string | undefined;
  readonly fromEdit?: number | undefined;
};

/** The draft that a form was opened with. */
export function openedWith({ from, fromEdit }: PageOfForm): PageOpened | null {
  return from === undefined || fromEdit === undefined ? null : { page: from, edit: fromEdit };
}

/** The initial form values. Version 0 has never been saved, so "completed" is left unanswered. */
export function formAnswers(
  { score, completed, strengths, improvements, impact }: ShownAnswers,
  version: number,
): FormAnswers {
  return {
    score: typeof score === 'number' ? String(score) : '',
    scoreReason: '',
    strengths,
    improvements,
    impact,
    completed: version === 0 ? '' : completed ? 'yes' : 'no',
  };
}

/** The form with the texts of an earlier version in place of its own. */
export function withTexts(
  form: FormAnswers,
  { strengths, improvements, impact }: Pick<StatementAnswers, 'strengths' | 'improvements' | 'impact'>,
): FormAnswers {
  return { ...form, strengths, improvements, impact };
}

/**
 * Checks the reason given with a score. A change from an earlier score needs a reason, even if the statement was
 * unscored in between. A reason with a first or unchanged score is reported rather than dropped.
 * @param saved - the score that the answers are saved over
 * @param last - the last score the statement had: equal to `saved` unless that is null
 * @returns the message for the form, or null
 */
export function scoreReasonProblem(
  saved: Score | null,
  last: Score | null,
  { score, scoreReason = '' }: { readonly score: Score | null; readonly scoreReason?: string | undefined },
): string | null {
  if (last !== null && score !== saved && score !== last) {
    return scoreReason === '' ? `Enter why the score has changed from ${last}` : null;
  }
  if (scoreReason === '') return null;
  if (last === null) return 'Delete this reason: this is the first score, so there is no change to explain';
  const already = saved === null ? `the last score was ${last}` : `the saved score is already ${saved}`;
  return `Delete this reason or select another score: ${already}`;
}

/** An answer that someone else changed after this text was begun. */
export type AnswerChange = {
  readonly field: AnswerField;
  /**
   * 'both': this person changed it too, differently, so they must choose. 'theirs': only the other did, so it is
   * taken.
   */
  readonly by: 'both' | 'theirs';
  /** The answer both started from. Null if unknown. */
  readonly before: string | null;
  readonly theirs: string;
  readonly mine: string;
};

/**
 * A three-way merge of answers. A change by one person is taken; an answer that both changed stays as typed until this
 * person chooses. `changes` lists each difference the other made. Without `before`, every difference counts as made by
 * both.
 */
export function compareAnswers(
  before: FormAnswers | null,
  theirs: FormAnswers,
  mine: FormAnswers,
): { readonly merged: FormAnswers; readonly changes: readonly AnswerChange[] } {
  const changes = ANSWER_FIELDS.flatMap((field): AnswerChange[] => {
    const was = before && plain(field, before);
    const [their, my] = [plain(field, theirs), plain(field, mine)];
    if (their === my || their === was) return [];
    const by = my === was ? 'theirs' : 'both';
    return [{ field, by, before: was, theirs: theirs[field], mine: mine[field] }];
  });
  const taken = changes.filter(({ by }) => by === 'theirs').map(({ field, theirs: text }) => [field, text]);
  return { merged: { ...mine, ...Object.fromEntries(taken) }, changes };
}

/** Normalises an answer for comparison: not scored equals no selection, and no answer to "completed" equals no. */
function plain(field: AnswerField, answers: FormAnswers): string {
  const value = answers[field];
  if (field === 'score') return value === NOT_SCORED ? '' : value;
  if (field === 'completed') return value === 'yes' ? 'yes' : 'no';
  return cleanText(value);
}

/** Who last changed an answer, and when, in ISO 8601 UTC. */
export type Changer = { readonly by: string; readonly at: string };

/**
 * For each answer changed in a run of saves, the last save that changed it. `before`: the answers before the first
 * save.
 */
export function lastChangers(
  before: StatementAnswers,
  saves: readonly (Changer & { readonly answers: StatementAnswers })[],
): Readonly<Partial<Record<AnswerField, Changer>>> {
  const changers: Partial<Record<AnswerField, Changer>> = {};
  let previous = before;
  for (const { answers, by, at } of saves) {
    for (const field of ANSWER_FIELDS) {
      if (answers[field] !== previous[field]) changers[field] = { by, at };
    }
    previous = answers;
  }
  return changers;
}

/** `when`: in words, as browsers need not know how times are written. */
type SavedBy = { readonly by: string; readonly when: string };

/** A later save, as the page shows it beside the text being written. */
export type LatestSave = Pick<AnswersConflict, 'version' | 'scoreReason'> & {
  readonly saved: SavedBy;
  /** Who last changed each answer since then. */
  readonly changed: Readonly<Partial<Record<AnswerField, SavedBy>>>;
  readonly changes: readonly AnswerChange[];
  /** The saved score and the last score, as form values. */
  readonly savedScore: string;
  readonly lastScore: string;
};

/** Merges a later save into the text typed over version `since`. */
export function mergeWithLatest(
  { answers, before, ...latest }: AnswersConflict,
  since: number,
  typed: Readonly<Partial<FormAnswers>>,
): { readonly latest: LatestSave; readonly merged: FormAnswers } {
  const empty = { score: '', scoreReason: '', strengths: '', improvements: '', impact: '', completed: '' };
  const theirs = formAnswers(answers, latest.version);
  const { merged, changes } = compareAnswers(before && formAnswers(before, since), theirs, {
    ...empty,
    ...typed,
  });
  const { version, scoreReason, lastScore } = latest;
  const changed = Object.fromEntries(
    Object.entries(latest.changed).map(([field, changer]) => [field, savedBy(changer)]),
  );
  const scores = { savedScore: theirs.score, lastScore: String(lastScore ?? '') };
  return { latest: { saved: savedBy(latest), version, changed, scoreReason, changes, ...scores }, merged };
}

function savedBy({ by, at }: Changer): SavedBy {
  return { by, when: formatDateTime(at) };
}

/** The council's answers for one statement. An empty narrative means not provided. */
export type StatementAnswers = {
  readonly score: Score | null;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly completed: boolean;
};

/** The answers as one person may see them. */
export type ShownAnswers = Omit<StatementAnswers, 'score'> & { readonly score: ShownScore };

/** The answers saved after a person opened a statement, and who changed which of them. */
export type AnswersConflict = Changer & {
  readonly answers: StatementAnswers;
  /** The reason for the latest change of score since then. Empty if there is none. */
  readonly scoreReason: string;
  /** The last score the statement had. Null if it never had one. */
  readonly lastScore: Score | null;
  readonly version: number;
  /** The answers that the later saves started from. Null if unknown. */
  readonly before: StatementAnswers | null;
  /** The last change of each answer since then. */
  readonly changed: Readonly<Partial<Record<AnswerField, Changer>>>;
};

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

/** Characters in one narrative, line ends counted as one. High: it stops accidents, not writers. */
export const NARRATIVE_LIMIT = 10_000;

/** Characters in one reason for a change of score. */
export const SCORE_REASON_LIMIT = 2_000;

/** The question that a change of score is answered with, as the form and the history word it. */
export const SCORE_REASON_LABEL = 'Why has the score changed?';

/** The value of the choice that takes a statement back to not scored. */
export const NOT_SCORED = 'none';

/** The three narratives, with the headings that the page and the history share. */
export const NARRATIVES = [
  { field: 'strengths', heading: 'What we do well' },
  { field: 'improvements', heading: 'What we need to improve' },
  { field: 'impact', heading: 'How we know it makes a difference' },
] as const;

export type AssessmentResult = {
  readonly overall: Overall;
  readonly themes: readonly ThemeResult[];
  /** Null while statements are not scored. */
  readonly distance: StatementDistance | null;
  readonly flags: readonly Flag[];
};

/** Every figure of nine scores, worked out once. How sure they are says lib/record/assessments/state.ts. */
export function resultOf(assessment: {
  readonly scores: Scores;
  readonly thresholds: ThresholdSetId;
}): AssessmentResult {
  const { scores, thresholds } = assessment;
  const result = overall(scores, thresholds);
  return {
    overall: result,
    themes: themeResults(scores),
    distance: result.state === 'complete' ? distanceInStatements(scores, thresholds) : null,
    flags: flags(scores),
  };
}

/** The same of scores of which is known how sure they are. */
export type AssessmentFigures = AssessmentResult & { readonly state: AssessmentState };

export function figuresOf(facts: StateFacts): AssessmentFigures {
  return { ...resultOf(facts), state: stateOf(facts) };
}

export type AnswerField = keyof StatementAnswers;
const ANSWER_FIELDS = ['score', 'strengths', 'improvements', 'impact', 'completed'] as const;

/**
 * The answers as the statement's form holds them: '' where nothing is chosen or written. The reason belongs to one change
 * of score, so the form always opens without one.
 */
export type FormAnswers = Readonly<Record<AnswerField | 'scoreReason', string>>;

/** What the form holds before anything is typed. Neither question is answered for somebody who never saved. */
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

/**
 * What is wrong with the reason given beside a score. A score that takes the place of another needs one, though the
 * statement was not scored in between; a first score, and a score that stays, has nothing to give one for, and what was
 * typed is not thrown away silently.
 *
 * @param saved - the score that the answers are saved over
 * @param last - the last score that the statement had, which is `saved` where that is one
 * @returns null when nothing is wrong
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

/** One answer that somebody else changed since the text was begun that is now to be saved over it. */
export type AnswerChange = {
  readonly field: AnswerField;
  /** Both: changed here too, and differently, so a person must choose. Theirs: not touched here, so taken over. */
  readonly by: 'both' | 'theirs';
  /** What both started from. Null when it is not known. */
  readonly before: string | null;
  readonly theirs: string;
  readonly mine: string;
};

/**
 * Three versions of the answers: what both started from, what was saved since, what is typed. An answer that only the
 * other changed is taken over, one that only this person changed stays, one that both changed is theirs to choose and
 * stays as typed meanwhile. Every answer of the other that does not stand as it was is told. Without a known start every
 * difference counts as changed by both.
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

/** "Not scored yet" says what no choice says, as saving keeps them alike; a section not answered is not completed. */
function plain(field: AnswerField, answers: FormAnswers): string {
  const value = answers[field];
  if (field === 'score') return value === NOT_SCORED ? '' : value;
  if (field === 'completed') return value === 'yes' ? 'yes' : 'no';
  return cleanText(value);
}

/** Who gave an answer its present words, and when, as ISO 8601 in UTC. */
export type Changer = { readonly by: string; readonly at: string };

/** For each answer that a run of saves changed, the last save that changed it. `before` is what the first was based on. */
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

/** What somebody saved since a text was begun, as the page shows it beside that text. */
export type LatestSave = Pick<AnswersConflict, 'by' | 'at' | 'version' | 'changed' | 'scoreReason'> & {
  readonly changes: readonly AnswerChange[];
  /** The score that is saved now, and the last that there was, as the form holds them. */
  readonly savedScore: string;
  readonly lastScore: string;
};

/** A newer save beside what is typed over version `since`, and what the form then holds. */
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
  const { by, at, version, changed, scoreReason } = latest;
  const scores = { savedScore: theirs.score, lastScore: String(latest.lastScore ?? '') };
  return { latest: { by, at, version, changed, scoreReason, changes, ...scores }, merged };
}

/** What the council answers for one statement. An empty narrative is not provided. */
export type StatementAnswers = {
  readonly score: Score | null;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly completed: boolean;
};

/** The same as one person may see it. */
export type ShownAnswers = Omit<StatementAnswers, 'score'> & { readonly score: ShownScore };

/** What was saved since somebody opened a statement: the answers as they are now, and who changed which of them. */
export type AnswersConflict = Changer & {
  readonly answers: StatementAnswers;
  /** Why the score changed last since. Empty where it did not, or no reason was asked. */
  readonly scoreReason: string;
  /** The last score that the statement had. Null where it never had one. */
  readonly lastScore: Score | null;
  readonly version: number;
  /** What the later saves started from. Null where it is not known any more. */
  readonly before: StatementAnswers | null;
  /** The last change of each answer since. */
  readonly changed: Readonly<Partial<Record<AnswerField, Changer>>>;
};

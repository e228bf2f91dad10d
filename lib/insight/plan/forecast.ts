import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, frameworkOfStatement } from '#lib/frameworks/known.ts';
import { continuedAs, mappingBetween, translatedScore } from '#lib/frameworks/mapping.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type AssessmentFigures, figuresOf } from '#lib/record/assessments/rules.ts';
import { describeResult, type StateFacts, withScores } from '#lib/record/assessments/state.ts';
import type { Aim, ImprovementAction } from '#lib/record/improvement/rules.ts';
import type { Score, Scores, StatementId } from '#lib/scoring/index.ts';

// A statement gets a score on the day on which the last action that aims at that score, or at a lower one, is due.
// Overdue actions land today. A score above the aim stays. Nothing else is guessed.

/** What lands together on a day, and the scores from then on. `on` null: no due date, so nobody knows when. */
export type Landing = {
  readonly on: CalendarDate | null;
  readonly actions: readonly { readonly number: number; readonly title: string }[];
  /** In framework order. Empty: others that aim at the same score are due later. */
  readonly moves: readonly {
    readonly statement: StatementId;
    readonly from: Score | null;
    readonly to: Score;
  }[];
  readonly scores: Scores;
  readonly figures: AssessmentFigures;
};

export type Forecast = {
  readonly today: CalendarDate;
  readonly now: AssessmentFigures;
  /** By day, those without one last. A day before today: complete, and the statement is not scored again yet. */
  readonly landings: readonly Landing[];
  /** Aimed at nothing but statements whose present score is as high already, or that the framework does not have. */
  readonly without: readonly number[];
};

/** An action that would move a score: the day it lands, and its aims above the present scores. */
type Moving = {
  readonly action: ImprovementAction;
  readonly on: CalendarDate | null;
  readonly aims: readonly { readonly statement: StatementId; readonly score: Score }[];
};

/** The actions that aim at a score and may still land, in the order of their numbers. */
export function forecastActions(actions: readonly ImprovementAction[]): readonly ImprovementAction[] {
  return actions
    .filter(({ state, aims }) => state !== 'stopped' && aims.some(({ score }) => score !== null))
    .toSorted((a, b) => a.number - b.number);
}

/** What the scores would be when, if actions land as they are due. `only`: these alone. */
export function forecastOf(
  facts: StateFacts,
  actions: readonly ImprovementAction[],
  { only, today }: { readonly only?: ReadonlySet<number> | undefined; readonly today: CalendarDate },
): Forecast {
  const framework = frameworkOf(facts.framework);
  const candidates = forecastActions(actions)
    .filter(({ number }) => only?.has(number) ?? true)
    .map(
      (action): Moving => ({
        action,
        on: landsOn(action, today),
        aims: action.aims
          .flatMap((aim) => aimIn(framework, aim) ?? [])
          .filter(({ statement, score }) => score > (facts.scores[statement] ?? 0)),
      }),
    );
  const moving = candidates.filter(({ aims }) => aims.length > 0);
  const rises = risesOf(moving);
  const days = [...new Set(moving.map(({ on }) => on))].toSorted(byDay);
  const landings: Landing[] = [];
  for (const on of days) {
    const before = landings.at(-1)?.scores ?? facts.scores;
    const scores = scoresBy(facts.scores, rises, on);
    landings.push({
      on,
      actions: moving
        .filter((one) => one.on === on)
        .map(({ action: { number, title } }) => ({ number, title })),
      moves: framework.statementIds.flatMap((statement) => {
        const [from, to] = [before[statement] ?? null, scores[statement] ?? null];
        return to === null || to === from ? [] : [{ statement, from, to }];
      }),
      scores,
      figures: figuresOf(withScores(facts, scores)),
    });
  }
  return {
    today,
    now: figuresOf(facts),
    landings,
    without: candidates.filter(({ aims }) => aims.length === 0).map(({ action }) => action.number),
  };
}

/** The scores that a statement gets, lowest first, each with its day: a score waits for all that aim no higher. */
type Rise = readonly { readonly score: Score; readonly on: CalendarDate | null }[];

function risesOf(moving: readonly Moving[]): ReadonlyMap<StatementId, Rise> {
  const aims = moving.flatMap(({ on, aims: all }) => all.map((aim) => ({ ...aim, on })));
  return new Map(
    [...Map.groupBy(aims, ({ statement }) => statement)].map(([statement, own]) => {
      const rise = own
        .toSorted((a, b) => a.score - b.score)
        .map(({ score }) => ({
          score,
          on: own
            .filter((aim) => aim.score <= score)
            .map(({ on }) => on)
            .reduce((latest, on) => (byDay(on, latest) > 0 ? on : latest)),
        }));
      return [statement, rise];
    }),
  );
}

/** The scores once everything due by a day has landed. */
function scoresBy(now: Scores, rises: ReadonlyMap<StatementId, Rise>, day: CalendarDate | null): Scores {
  return Object.fromEntries(
    Object.entries(now).map(([statement, score]) => [
      statement,
      rises.get(statement as StatementId)?.findLast(({ on }) => byDay(on, day) <= 0)?.score ?? score,
    ]),
  ) as Scores;
}

function landsOn({ state, closedOn, dueOn }: ImprovementAction, today: CalendarDate): CalendarDate | null {
  if (state === 'complete') return closedOn ?? today;
  return dueOn !== null && dueOn < today ? today : dueOn;
}

/** What an action aims at in a framework. Null: no score, or none that means anything there. */
function aimIn(framework: Framework, { statement, score }: Aim) {
  const mapping = mappingBetween(frameworkOfStatement(statement), framework);
  const here = mapping && continuedAs(mapping, statement);
  const aimed = mapping && here && translatedScore(mapping, here, score);
  return aimed ? { statement: here, score: aimed } : null;
}

/** Those without a day last. */
function byDay(a: CalendarDate | null, b: CalendarDate | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** When a landing is, for a table: "30 June 2027", "Today", "Already landed", "No due date". */
export function describeWhen(on: CalendarDate | null, today: CalendarDate): string {
  if (on === null) return 'No due date';
  if (on < today) return 'Already landed';
  return on === today ? 'Today' : formatDate(on);
}

/**
 * "If all 6 actions land: 84, outstanding, by 30 June 2027. Now: 78, good." Null: no action would move a score.
 *
 * @param which - "these" where somebody has chosen some of them
 */
export function describeForecast(
  { now, landings, today }: Forecast,
  which: 'all' | 'these' = 'all',
): string | null {
  const last = landings.at(-1);
  if (!last) return null;
  const count = landings.reduce((total, { actions }) => total + actions.length, 0);
  const several = which === 'all' && count === 2 ? 'both' : `${which} ${count}`;
  const land = count === 1 ? 'the action lands' : `${several} actions land`;
  const by = last.on !== null && last.on > today ? `, by ${formatDate(last.on)}` : '';
  const undated = last.on === null ? ` ${formatCount(last.actions.length, 'has', 'have')} no due date.` : '';
  return `If ${land}: ${describeResult(last.figures.state)}${by}.${undated} Now: ${describeResult(now.state)}.`;
}

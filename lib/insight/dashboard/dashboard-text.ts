import { frameworkOf, knownStatement } from '#lib/frameworks/known.ts';
import { areTotalsComparable } from '#lib/frameworks/mapping.ts';
import {
  changeSinceLastCycle,
  type Dashboard,
  type Figures,
  overallChange,
  type ReviewSummary,
  type StatementLine,
} from '#lib/insight/dashboard/rules.ts';
import { describePlanLine } from '#lib/insight/plan/rules.ts';
import { describeStrength, STRENGTH_NAMES } from '#lib/insight/readiness/strength.ts';
import { describeAim, describeTargets } from '#lib/insight/scenarios/rules.ts';
import { capitalise, formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import {
  type AssessmentState,
  boundsOf,
  describeOpen,
  describeOutOf100,
  describeResult,
  describeWayUp,
  finalState,
  formatBands,
  isDone,
  STATUS_NAMES,
} from '#lib/record/assessments/state.ts';
import { formatChallengesBeside, formatStatementScore } from '#lib/record/challenge/rules.ts';
import { BAND_NAMES, type StatementBandStep, type StatementId } from '#lib/scoring/index.ts';

/** "Up 1", "Down 2", "No change", or a dash if there is nothing to compare. */
export function describeScoreTrend(change: number | null): string {
  if (change === null) return '–';
  if (change === 0) return 'No change';
  return `${change > 0 ? 'Up' : 'Down'} ${Math.abs(change)}`;
}

/**
 * The cells of a statement's line, the same on page, file and paper. A completed or signed statement has no due date.
 */
export function describeLine(line: StatementLine) {
  const { score, target, challenges, earlier, strength, owner, dueOn, status, flags } = line;
  const before = earlier.at(-1);
  return {
    name: line.name,
    score: score === 'hidden' ? 'Hidden' : capitalise(formatStatementScore(score, line.id)),
    target: target ? describeAim(target) : '–',
    challenge: formatChallengesBeside(score, challenges) ?? '–',
    before: before === undefined ? '–' : capitalise(String(before ?? 'not scored')),
    trend: describeScoreTrend(changeSinceLastCycle(line)),
    strength: STRENGTH_NAMES[strength.level],
    owner: owner ?? 'No owner',
    due: dueOn && !isDone(status) ? formatDate(dueOn) : '–',
    state: STATUS_NAMES[status],
    flags: flags.map(({ text }) => text),
  } as const;
}

type LastCycleFacts = Pick<Dashboard, 'figures' | 'lastCycle'>;

/** The result of the previous cycle. Null in the first cycle. */
export function describeLastResult({ figures, lastCycle }: LastCycleFacts): string | null {
  if (!lastCycle) return null;
  const was = `${lastCycle.name}: ${describeOutOf100(finalState(lastCycle.overall, lastCycle.framework))}.`;
  return figures && !areTotalsComparable(lastCycle.framework, figures.state.framework)
    ? `${was} It used another framework and cannot be compared. Its statement scores are shown on this framework’s scale.`
    : was;
}

/** "Up 16 since the last assessment". Null if there is nothing to compare. */
export function describeOverallChange({ figures, lastCycle }: LastCycleFacts): string | null {
  const change = overallChange(figures, lastCycle);
  return change === null ? null : `${describeScoreTrend(change)} since the last assessment`;
}

/** The result of the previous cycle, and the change since if it is comparable. Null in the first cycle. */
export function describeLastCycle(facts: LastCycleFacts): string | null {
  const change = overallChange(facts.figures, facts.lastCycle);
  const was = describeLastResult(facts);
  return was === null || change === null ? was : `${was} ${describeScoreTrend(change)}.`;
}

/** The lowest statements or, if they are many, the range of scores. Null if all are the same, or there are none. */
export function describeLowest(statements: readonly Pick<StatementLine, 'name' | 'score'>[]): string | null {
  const scored = statements.flatMap(({ name, score }) => (typeof score === 'number' ? { name, score } : []));
  const scores = scored.map(({ score }) => score);
  const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
  const names = scored.filter(({ score }) => score === lowest).map(({ name }) => name);
  if (names.length === scored.length) return null;
  if (names.length > 2) return `Scores range from ${lowest} to ${highest}`;
  return `${formatList(names)} ${names.length === 1 ? 'is' : 'are'} lowest, at ${lowest}`;
}

/** More statements than this are counted rather than named. */
const MAX_NAMED = 3;

/**
 * The distance to the bands above and below, or what is needed before there is a band: the most important sentence
 * first.
 */
export function describeNeededChange({
  result: { distance },
  state,
  scores,
}: Pick<Figures, 'result' | 'state' | 'scores'>): readonly string[] {
  if (!state.value || !distance) return [bandWhen(state)];
  const { up, down } = distance;
  return [up && `${describeWayUp(up, scores, frameworkOf(state.framework))}.`, down && wayDown(down)].filter(
    (sentence) => sentence !== null,
  );
}

function bandWhen(state: AssessmentState): string {
  const { lowest, highest } = boundsOf(state);
  if (lowest.band === highest.band) return `${formatBands(boundsOf(state))}, whatever the other scores are.`;
  if (state.isFinal) return 'There is no band, because not every statement is scored.';
  const unscored = state.unscored.filter((id) => !state.unconfirmed.includes(id));
  const named = (ids: readonly StatementId[], many: string, what: string) =>
    ids.length > MAX_NAMED
      ? `${ids.length} ${many} are ${what}`
      : `${formatList(ids.map((id) => knownStatement(id).name))} ${ids.length === 1 ? 'is' : 'are'} ${what}`;
  const needed = [
    ...(unscored.length > 0 ? [named(unscored, 'more statements', 'scored')] : []),
    ...(state.unconfirmed.length > 0 ? [named(state.unconfirmed, 'statements', 'confirmed')] : []),
  ];
  return `The band can be calculated when ${formatList(needed)}.`;
}

function wayDown({ band, points }: StatementBandStep): string {
  return `You would drop to ${BAND_NAMES[band].toLowerCase()} if you lost ${formatCount(points, 'point')}.`;
}

type FactId = 'open' | 'strength' | 'moved' | 'lastCycle' | 'targets' | 'plan' | 'change';

/**
 * How certain the score is, what changed and what would change it beyond the sentence beside the score, in a sentence
 * each. Omits what does not apply.
 */
export function describeFigures(
  { statements, lastCycle, plan }: Pick<Dashboard, 'statements' | 'lastCycle' | 'plan'>,
  figures: Figures,
): readonly { readonly id: FactId; readonly title: string; readonly text: string }[] {
  const { targets } = figures;
  const [, ...changes] = describeNeededChange(figures);
  const facts: readonly [FactId, string, string | null][] = [
    ['change', 'What would change the band', changes.length > 0 ? changes.join(' ') : null],
    ['open', 'Possible range', describeOpen(figures.state)],
    ['strength', 'Evidence strength', describeStrength(statements.map(({ strength }) => strength.level))],
    ['moved', 'Change in score', figures.moved.sentence],
    ['lastCycle', 'Last cycle', describeLastCycle({ figures, lastCycle })],
    // The plan says how and when what the targets say is reached.
    figures.forecast && plan
      ? ['plan', 'Improvement plan', `${figures.forecast.sentence} ${describePlanLine(plan)}.`]
      : ['targets', 'Targets', targets && describeTargets(targets.state, targets.statements)],
  ];
  return facts.flatMap(([id, title, text]) => (text === null ? [] : [{ id, title, text }]));
}

/** The state of sign-off, in a few words. */
export function describeReview({ state, version, signed }: ReviewSummary): string {
  if (state === 'proposed') return `Version ${version} sent for sign-off`;
  if (signed?.isChanged) return `Changed since version ${signed.version} was signed`;
  if (state === 'signed') return `Version ${version} is signed`;
  if (!signed) return 'Not signed yet';
  return signed.isChanged === null
    ? `Reopened since version ${signed.version} was signed`
    : `Reopened. No changes since version ${signed.version} was signed`;
}

/** The last signature. Null if there is none. */
export function describeSigned({ signed }: ReviewSummary, framework: string): string | null {
  if (!signed) return null;
  const { version, by, at, result } = signed;
  return `${result ? `Signed result: ${describeResult(finalState(result, framework))}. ` : ''}Version ${version} was signed by ${by}, ${formatDateTime(at)}.`;
}

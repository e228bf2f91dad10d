import {
  type AssessmentResult,
  resultInWords,
  resultOf,
  STATUS_NAMES,
  type StatementStatus,
} from '#lib/assessments/rules.ts';
import { dueInWords, dueState } from '#lib/assignments/rules.ts';
import {
  challengesBeside,
  type ShownScore,
  scoreInWords,
  spreadInWords,
  spreadOf,
} from '#lib/challenge/rules.ts';
import { type CalendarDate, londonDay } from '#lib/dates.ts';
import {
  capitalise,
  formatCount,
  formatDate,
  formatDateTime,
  formatList,
  formatPercentage,
} from '#lib/format.ts';
import { staleInWords } from '#lib/needs/rules.ts';
import {
  type Movement,
  movementSince,
  type Range,
  rangeWhileDrafts,
  type ScoreMove,
  STRENGTH_NAMES,
  type Strength,
  sinceDay,
  strengthInWords,
  unmetChecks,
} from '#lib/readiness/rules.ts';
import { type ReviewState, SCORED_LOWEST } from '#lib/reviews/rules.ts';
import { aimInWords, type StatementTarget, targetsInWords, targetsResult } from '#lib/scenarios/rules.ts';
import {
  BAND_NAMES,
  type Overall,
  type Score,
  type Scores,
  STATEMENTS,
  type StatementBandStep,
  type StatementId,
  statement as statementOf,
  THEMES,
  type ThemeId,
  type ThemeResult,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';

/**
 * What a director sees of the open assessment, as one person may see it: what the page shows, the file holds and the board
 * paper prints. Plain JSON, so that it can be kept as it was.
 */
export type Dashboard = {
  /** The moment that everything in it is of, ISO 8601 in UTC. */
  readonly asOf: string;
  readonly council: { readonly name: string; readonly isExample: boolean };
  /** `startsOn` and `endsOn` are calendar dates. */
  readonly cycle: {
    readonly number: number;
    readonly name: string;
    readonly startsOn: CalendarDate;
    readonly endsOn: CalendarDate;
  };
  readonly review: ReviewStanding;
  /** Null while any score is hidden from this person: no figure is worked out of the others. */
  readonly figures: Figures | null;
  /** The cycle before. Null in the first one. */
  readonly lastCycle: LastCycle | null;
  /** All nine, in framework order. */
  readonly statements: readonly StatementLine[];
};

/** How far it is signed. `result` and `isChanged` are null while scores are hidden from this person. `at`: ISO 8601 in UTC. */
export type ReviewStanding = {
  readonly state: ReviewState;
  /** The version that is prepared, proposed or signed. */
  readonly version: number;
  readonly signed: {
    readonly version: number;
    readonly by: string;
    readonly at: string;
    readonly result: Overall | null;
    readonly isChanged: boolean | null;
  } | null;
};

/** As it was worked out when the cycle was closed. */
export type LastCycle = {
  readonly number: number;
  readonly name: string;
  readonly overall: Overall;
  readonly themes: readonly ThemeResult[];
};

export type Figures = {
  readonly scores: Scores;
  readonly result: AssessmentResult;
  /**
   * Where the score can still come to with those that are not completed counted as not scored. Null where none is scored and
   * not completed. Of an incomplete result it is the wider range.
   */
  readonly drafts: { readonly statements: readonly StatementId[]; readonly range: Range } | null;
  /** What it would be with every target reached, and how many statements have one. Null where none has. */
  readonly targets: { readonly overall: Overall; readonly statements: number } | null;
  /** What differs from how it stood at the start of that calendar date in London. */
  readonly moved: { readonly since: string; readonly sentence: string; readonly moves: readonly ScoreMove[] };
};

/** What a reader has to know of a statement, in order of weight. */
export const FLAG_KINDS = [
  'section-50',
  'overdue',
  'unsupported',
  'challenge-gap',
  'stale-evidence',
  'carried',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** One statement's line. */
export type StatementLine = {
  readonly id: StatementId;
  readonly name: string;
  readonly theme: ThemeId;
  readonly score: ShownScore;
  readonly target: StatementTarget | null;
  /** The challenge scores that count, the lowest first. None while hidden. */
  readonly challenges: readonly Score[];
  /** In the closed cycles, the oldest first. Null: not scored in that one. */
  readonly earlier: readonly (Score | null)[];
  readonly evidenceCount: number;
  readonly strength: Strength;
  readonly owner: string | null;
  /** A calendar date. */
  readonly dueOn: CalendarDate | null;
  readonly status: StatementStatus;
  /** In order of weight. */
  readonly flags: readonly { readonly kind: FlagKind; readonly text: string }[];
};

/** What a line is made of. */
export type LineFacts = Omit<StatementLine, 'name' | 'theme' | 'flags'> & {
  /** Carried forward, and not confirmed since. */
  readonly carried: boolean;
  /** One sentence where a high score stands on too little. */
  readonly unsupported: string | null;
  /** Numbers of the attached items that are old, lowest first. */
  readonly stale: readonly number[];
};

export type DashboardFacts = Pick<Dashboard, 'council' | 'cycle' | 'review' | 'lastCycle'> & {
  readonly thresholds: ThresholdSetId;
  /** Null while any is hidden from this person. */
  readonly scores: Scores | null;
  /** After each save that changed a score, oldest first. Null while any is hidden. */
  readonly movements: readonly Movement[] | null;
  /** All nine, in framework order. */
  readonly statements: readonly LineFacts[];
};

/** Everything a director sees, worked out once for page, file and paper. */
export function dashboardOf(facts: DashboardFacts, asOf: Date): Dashboard {
  const { council, cycle, review, lastCycle } = facts;
  const today = londonDay(asOf);
  return {
    asOf: asOf.toISOString(),
    council,
    cycle,
    review,
    figures: figuresOf(facts, asOf),
    lastCycle,
    statements: facts.statements.map(({ carried, unsupported, stale, ...line }) => {
      const { name, theme } = statementOf(line.id);
      return { ...line, name, theme, flags: flagsOf({ ...line, carried, unsupported, stale }, today) };
    }),
  };
}

function figuresOf(facts: DashboardFacts, asOf: Date): Figures | null {
  const { scores, movements, thresholds, statements } = facts;
  if (!scores || !movements) return null;
  const drafts = statements.filter(({ score, status }) => score !== null && status !== 'completed');
  const ids = drafts.map(({ id }) => id);
  const targets = statements.flatMap(({ id, target }) => (target ? [[id, target] as const] : []));
  const aimed = targetsResult({ scores, thresholds }, Object.fromEntries(targets));
  const since = sinceDay(null, asOf);
  return {
    scores,
    result: resultOf({ scores, thresholds }),
    drafts: ids.length > 0 ? { statements: ids, range: rangeWhileDrafts(scores, ids, thresholds) } : null,
    targets: aimed && { overall: aimed.result.overall, statements: aimed.statements },
    moved: { since, ...movementSince(movements, since, thresholds) },
  };
}

function flagsOf(facts: LineFacts, today: CalendarDate): StatementLine['flags'] {
  const { score, challenges, status, dueOn, carried, unsupported, stale } = facts;
  const spread = score === 'hidden' ? null : spreadOf(score, challenges);
  const isOverdue = status !== 'completed' && dueOn !== null && dueState(dueOn, today) === 'overdue';
  const found: Record<FlagKind, string | null> = {
    'section-50': score === 1 ? SCORED_LOWEST : null,
    overdue: isOverdue ? dueInWords(dueOn, today) : null,
    unsupported,
    'challenge-gap': spread && spread.difference > 0 ? spreadInWords(spread) : null,
    'stale-evidence': stale.length > 0 ? staleInWords(stale) : null,
    carried: carried ? 'Carried forward and not confirmed' : null,
  };
  return FLAG_KINDS.flatMap((kind) => (found[kind] === null ? [] : [{ kind, text: found[kind] }]));
}

/** How a score stands to the one of the cycle before. Null where there are not two to compare. */
export function trendOf({ score, earlier }: Pick<StatementLine, 'score' | 'earlier'>): number | null {
  const before = earlier.at(-1) ?? null;
  return typeof score === 'number' && before !== null ? score - before : null;
}

/** "Up 1", "Down 2", "No change"; a dash where there is nothing to compare with. */
export function trendInWords(change: number | null): string {
  if (change === null) return '–';
  if (change === 0) return 'No change';
  return `${change > 0 ? 'Up' : 'Down'} ${Math.abs(change)}`;
}

/** What each cell of a statement's line says, wherever it stands. What is completed is not due any more. */
export function lineInWords(line: StatementLine) {
  const { score, target, challenges, earlier, strength, owner, dueOn, status, flags } = line;
  const before = earlier.at(-1);
  return {
    name: line.name,
    score: score === 'hidden' ? 'Hidden' : capitalise(scoreInWords(score)),
    target: target ? aimInWords(target) : '–',
    challenge: challengesBeside(score, challenges) ?? '–',
    before: before === undefined ? '–' : before === null ? 'Not scored' : String(before),
    trend: trendInWords(trendOf(line)),
    strength: STRENGTH_NAMES[strength.level],
    owner: owner ?? 'No owner',
    due: dueOn && status !== 'completed' ? formatDate(dueOn) : '–',
    state: STATUS_NAMES[status],
    flags: flags.map(({ text }) => text),
  } as const;
}

/** What to improve in the evidence: the reasons of the checks that are not met. */
export function improvementsOf({ strength }: Pick<StatementLine, 'strength'>): readonly string[] {
  return unmetChecks(strength).map(({ reason }) => reason);
}

/** What the statements that are scored and not completed leave open. Null where none is. */
export function draftsInWords({ drafts, result }: Figures): string | null {
  if (!drafts) return null;
  const { statements, range } = drafts;
  const [are, because] =
    statements.length === 1 ? ['is a draft', 'its statement is'] : ['are drafts', 'their statements are'];
  // An incomplete result has a range of its own, in which drafts count as they are.
  const [scored, counted] =
    result.overall.state === 'complete'
      ? [STATEMENTS.length, 'Until then']
      : [result.overall.scored, `Counting ${statements.length === 1 ? 'it' : 'them'} as not scored,`];
  const [from, to] = [range.lowest, range.highest].map(
    ({ score, band }) => `${score} (${BAND_NAMES[band].toLowerCase()})`,
  );
  return `${statements.length} of the ${formatCount(scored, 'score')} ${are}: ${because} not marked as completed. ${counted} the score can still come to anything from ${from} to ${to}.`;
}

/** What the score was in the cycle before, and how far it is from there. Null in the first cycle. */
export function lastCycleInWords({
  figures,
  lastCycle,
}: Pick<Dashboard, 'figures' | 'lastCycle'>): string | null {
  if (!lastCycle) return null;
  const { name, overall: then } = lastCycle;
  const was = `In ${name} it was ${resultInWords(then)}`;
  const change = changeSince(figures, lastCycle);
  if (change === null) return `${was}.`;
  return change === 0
    ? `${was}, the same.`
    : `${was}: ${formatCount(Math.abs(change), 'point')} ${change > 0 ? 'less' : 'more'} than now.`;
}

/** How many points out of 100 the score is above the one of the cycle before. Null where there are not two to compare. */
function changeSince(figures: Figures | null, lastCycle: LastCycle | null): number | null {
  const [now, then] = [figures?.result.overall, lastCycle?.overall];
  return now?.state === 'complete' && then?.state === 'complete' ? now.score - then.score : null;
}

/** Of the statements without a score, as many as a sentence can hold. */
const MOST_NAMED = 3;

/** What would change the band: how far it is up and down, or what has to be scored first. */
export function changeInWords({ result }: Pick<Figures, 'result'>): string {
  const { overall: now, distance } = result;
  if (now.state === 'incomplete' || !distance) {
    const missing = now.state === 'incomplete' ? now.missing : [];
    const which =
      missing.length > MOST_NAMED
        ? `${missing.length} more statements`
        : formatList(missing.map((id) => statementOf(id).name));
    return `The band can be worked out when ${which} ${missing.length === 1 ? 'is' : 'are'} scored.`;
  }
  const step = ({ band, points, statements }: StatementBandStep, more: string) =>
    `${BAND_NAMES[band]} takes ${formatCount(points, 'point')} ${more}, on at least ${formatCount(statements, 'statement')}.`;
  return [distance.up && step(distance.up, 'more'), distance.down && step(distance.down, 'fewer')]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

type FactId = 'drafts' | 'strength' | 'moved' | 'lastCycle' | 'targets' | 'change';

/** How sure the score is, what moved and what would change it: one sentence each. What does not apply is left out. */
export function factsInWords(
  { statements, lastCycle }: Pick<Dashboard, 'statements' | 'lastCycle'>,
  figures: Figures,
): readonly { readonly id: FactId; readonly title: string; readonly text: string }[] {
  const { targets } = figures;
  const facts: readonly [FactId, string, string | null][] = [
    ['change', 'What would change the band', changeInWords(figures)],
    ['drafts', 'Still open', draftsInWords(figures)],
    ['strength', 'How sure we are', strengthInWords(statements.map(({ strength }) => strength.level))],
    ['moved', 'What moved', figures.moved.sentence],
    ['lastCycle', 'Last cycle', lastCycleInWords({ figures, lastCycle })],
    ['targets', 'Targets', targets && targetsInWords(targets.overall, targets.statements)],
  ];
  return facts.flatMap(([id, title, text]) => (text === null ? [] : [{ id, title, text }]));
}

/** Whether it is signed, in a few words. */
export function reviewInWords({ state, version, signed }: ReviewStanding): string {
  if (state === 'proposed') return `Version ${version} is proposed for sign-off`;
  if (signed?.isChanged) return `Changed since version ${signed.version} was signed`;
  if (state === 'signed') return `Version ${version} is signed`;
  if (!signed) return 'Not signed yet';
  return signed.isChanged === null
    ? `Reopened since version ${signed.version} was signed`
    : `Reopened, and nothing has changed since version ${signed.version} was signed`;
}

/** What was signed last, by whom and when. Null where nothing was. */
export function signedInWords({ signed }: ReviewStanding): string | null {
  if (!signed) return null;
  const { version, by, at, result } = signed;
  return `${result ? `Signed result: ${resultInWords(result)}. ` : ''}Version ${version} was signed by ${by}, ${formatDateTime(at)}.`;
}

/** A theme's result: "75%", "2 of 3 scored". */
export function themeInWords(theme: ThemeResult): string {
  return theme.state === 'complete'
    ? formatPercentage(theme.percentage)
    : `${theme.scored} of ${theme.of} scored`;
}

export const DASHBOARD_COLUMNS = [
  'Part',
  'Name',
  'Score',
  'Target',
  'Challenge scores',
  'Last cycle',
  'Trend',
  'Evidence strength',
  'What to improve',
  'Items of evidence',
  'Owner',
  'Due',
  'State',
  'Flags',
] as const;

/** The rows of the file: the overall result, then each theme before its statements. */
export function dashboardRows(dashboard: Dashboard): readonly (readonly (string | number)[])[] {
  const { figures, lastCycle, statements, cycle } = dashboard;
  const empty = (cells: number) => Array.from<string>({ length: cells }).fill('');
  const overallNow = figures?.result.overall;
  return [
    [
      'Overall',
      cycle.name,
      overallNow ? resultInWords(overallNow) : 'Hidden',
      figures?.targets ? resultInWords(figures.targets.overall) : '–',
      '',
      lastCycle ? resultInWords(lastCycle.overall) : '–',
      trendInWords(changeSince(figures, lastCycle)),
      ...empty(5),
      reviewInWords(dashboard.review),
      figures?.result.flags.map(({ message }) => message).join('; ') ?? '',
    ],
    ...THEMES.flatMap(({ id, name }) => {
      const now = figures?.result.themes.find(({ theme }) => theme === id);
      const then = lastCycle?.themes.find(({ theme }) => theme === id);
      return [
        [
          'Theme',
          name,
          now ? themeInWords(now) : 'Hidden',
          '',
          '',
          then ? themeInWords(then) : '–',
          ...empty(8),
        ],
        ...statements
          .filter(({ theme }) => theme === id)
          .map((line) => {
            const words = lineInWords(line);
            return [
              line.id,
              words.name,
              words.score,
              words.target,
              words.challenge,
              words.before,
              words.trend,
              words.strength,
              improvementsOf(line).join('; '),
              line.evidenceCount,
              words.owner,
              words.due,
              words.state,
              words.flags.join('; '),
            ];
          }),
      ];
    }),
  ];
}

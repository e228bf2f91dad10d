import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, knownFrameworks } from '#lib/frameworks/known.ts';
import type { StrengthLevel } from '#lib/insight/readiness/strength.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import {
  type AssessmentState,
  boundsOf,
  describeCertainty,
  describeOpenStatements,
  formatScored,
  openRange,
} from '#lib/record/assessments/state.ts';
import { BAND_NAMES, BANDS, type Scores, type StatementId, thresholdSet } from '#lib/scoring/index.ts';

/** What a council can share with other councils. */
export const SHARED_PARTS = ['signed', 'live', 'statements', 'strength'] as const;
export type SharedPart = (typeof SHARED_PARTS)[number];

export const PART_NAMES: Record<SharedPart, string> = {
  signed: 'Last signed result',
  live: 'Current result',
  statements: 'Statement scores',
  strength: 'Evidence strength',
};

/** What each part shows to others. */
export const PART_HINTS: Record<SharedPart, string> = {
  signed: 'Score and band of the version a director signed last.',
  live: 'Score and band now, signed or not, and how they could still change.',
  statements: 'The scores of the statements behind each shared result.',
  strength: 'Strong, partial, weak or no evidence for the score of each statement.',
};

/** Characters in one reason, counting a line end as one. */
export const SHARING_REASON_LIMIT = 2_000;

/** "last signed result and statement scores", "nothing". */
export function describeParts(shared: readonly SharedPart[]): string {
  if (shared.length === 0) return 'nothing';
  return formatList(SHARED_PARTS.filter((part) => shared.includes(part)).map(describePart));
}

const describePart = (part: SharedPart) => PART_NAMES[part].toLowerCase();

/** Parts in a fixed order without duplicates, so that sets can be compared. */
export function inPartOrder(shared: readonly SharedPart[]): readonly SharedPart[] {
  return SHARED_PARTS.filter((part) => shared.includes(part));
}

export function sameParts(one: readonly SharedPart[], other: readonly SharedPart[]): boolean {
  return inPartOrder(one).join() === inPartOrder(other).join();
}

/** A shared result of a council. */
export type SharedResult = {
  /** 'signed': as calculated at the time. 'live': current. */
  readonly kind: 'signed' | 'live';
  readonly cycle: string;
  /** Null for a current result. */
  readonly version: number | null;
  /** When it was signed, or the time of the current result, in ISO 8601 UTC. */
  readonly at: string;
  readonly state: AssessmentState;
  /** Null if the council does not share them. */
  readonly scores: Scores | null;
};

/** What one person may see of a council beside others. */
export type SharedFigures =
  | {
      readonly state: 'shown';
      readonly shared: readonly SharedPart[];
      /** The shared results that exist: signed before current. */
      readonly results: readonly SharedResult[];
      /** Null if not shared, or no assessment is open. */
      readonly strength: Readonly<Record<StatementId, StrengthLevel>> | null;
    }
  | { readonly state: 'not agreed' }
  /** The number of challenge scores this person must give before they see any figures of that council. */
  | { readonly state: 'hidden'; readonly statements: number };

/** One of a person's councils. */
export type ComparedCouncil = {
  readonly slug: string;
  readonly name: string;
  readonly isExample: boolean;
  readonly role: Role;
  readonly figures:
    | SharedFigures
    /** 'role': the person's role there shows no figures. 'alone': no other council of theirs shows them any. */
    | { readonly state: 'role' | 'alone' };
};

export type ShownCouncil = ComparedCouncil & {
  readonly figures: Extract<SharedFigures, { readonly state: 'shown' }>;
};

/** Whether a council has any figures to show. False if it shares only what it does not have yet. */
export function isShown(council: ComparedCouncil): council is ShownCouncil {
  return hasFigures(council.figures);
}

export function hasFigures(figures: ComparedCouncil['figures']): figures is ShownCouncil['figures'] {
  return figures.state === 'shown' && (figures.results.length > 0 || figures.strength !== null);
}

/** The frameworks of all figures shown, the oldest first. Only figures of the same one can be compared. */
export function comparedFrameworks(councils: readonly ComparedCouncil[]): readonly Framework[] {
  const figures = councils.filter(isShown).map((council) => council.figures);
  return knownFrameworks().filter(({ id, statementIds }) =>
    figures.some(
      ({ results, strength }) =>
        results.some(({ state }) => state.framework === id) ||
        statementIds.some((statement) => strength?.[statement]),
    ),
  );
}

/** The councils with figures in a framework, with those alone. */
export function figuresIn(
  { id, statementIds }: Framework,
  councils: readonly ComparedCouncil[],
): readonly ShownCouncil[] {
  return councils
    .filter(isShown)
    .map((council) => {
      const { figures } = council;
      const results = figures.results.filter(({ state }) => state.framework === id);
      const strength = statementIds.some((statement) => figures.strength?.[statement])
        ? figures.strength
        : null;
      return { ...council, figures: { ...figures, results, strength } };
    })
    .filter(isShown);
}

/** Why this person sees no figures of a council. */
export function describeHidden({ figures }: ComparedCouncil): string {
  switch (figures.state) {
    case 'role':
      return 'Your role there does not let you compare councils.';
    case 'alone':
      return 'You are not a director or reader in any other council to compare it with.';
    case 'not agreed':
      return 'It does not share its figures.';
    case 'hidden':
      return `Its scores are hidden until you give ${formatCount(figures.statements, 'more challenge score')}.`;
    case 'shown':
      return `It shares its ${describeParts(figures.shared)}, but has none yet.`;
  }
}

/** "2 of your 3 councils share figures", for the top of the page. */
export function describeShown(councils: readonly ComparedCouncil[]): string {
  const shown = councils.filter(isShown).length;
  return `${shown} of your ${formatCount(councils.length, 'council')} ${shown === 1 ? 'shares' : 'share'} figures. Each council chooses what it shares.`;
}

export const SORTS = ['name', 'score'] as const;
export type Sort = (typeof SORTS)[number];

/** The order in an address. By name unless it is valid. */
export function readSort(asked: unknown): Sort {
  return SORTS.find((sort) => sort === asked) ?? 'name';
}

/** The result a council is ranked by: current if shared, or else signed. */
export function rankingResult({ figures }: ShownCouncil): SharedResult | null {
  return figures.results.at(-1) ?? null;
}

/**
 * Sorts councils by name, or by score, highest first. A result that is not final counts at its lowest; councils
 * without a score come last.
 */
export function sortCouncils<T extends ComparedCouncil>(councils: readonly T[], sort: Sort): readonly T[] {
  const byName = councils.toSorted((a, b) => compareNames(a.name, b.name));
  return sort === 'name' ? byName : byName.toSorted((a, b) => points(b) - points(a));
}

function points(council: ComparedCouncil): number {
  const result = isShown(council) ? rankingResult(council) : null;
  return result ? boundsOf(result.state).lowest.points : Number.NEGATIVE_INFINITY;
}

/** "Signed 12 March 2026, version 2", "Current on 22 November 2026". */
export function formatDated({ kind, version, at }: Pick<SharedResult, 'kind' | 'version' | 'at'>): string {
  return kind === 'signed' ? `Signed ${formatDate(at)}, version ${version}` : `Current on ${formatDate(at)}`;
}

/** How certain a result is, and its band under the other published thresholds if that differs. */
export function describeNote(state: AssessmentState): string | null {
  const disagreement = state.value?.disagreement;
  const other = disagreement
    ? `${BAND_NAMES[disagreement.band]} using the ${thresholdSet(disagreement.thresholds, frameworkOf(state.framework)).name}`
    : null;
  const notes = [describeSharedCertainty(state), other].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join('. ');
}

function describeSharedCertainty(state: AssessmentState): string | null {
  const open = describeOpenStatements(state);
  const range = openRange(state);
  if (range) return `Could end between ${range.lowest.score} and ${range.highest.score}: ${open}`;
  if (state.value) return null;
  return `${describeCertainty(state)}: ${open ?? formatScored(state)}`;
}

/** The range of scores, for the heading of the chart. Null if no council has any. */
export function describePlaces(councils: readonly ShownCouncil[]): string | null {
  const final = sortCouncils(councils, 'score').flatMap((council) => {
    const value = rankingResult(council)?.state.value;
    return value ? [{ name: council.name, score: value.score }] : [];
  });
  const [highest, lowest] = [final[0], final.at(-1)];
  if (!highest || !lowest) {
    return councils.some(rankingResult) ? 'None of these councils has a current overall score' : null;
  }
  if (final.length === 1) return `${highest.name} scores ${highest.score}`;
  if (highest.score === lowest.score) return `All ${final.length} have ${highest.score}`;
  return `From ${lowest.score} in ${lowest.name} to ${highest.score} in ${highest.name}`;
}

/** The councils by band, and which result is used if that differs between them. */
export function describeBands(councils: readonly ShownCouncil[]): string {
  const placed = councils.flatMap((council) => rankingResult(council) ?? []);
  const open = placed.filter(({ state }) => state.value === null).length;
  const parts = BANDS.toReversed().flatMap((band) => {
    const count = placed.filter(({ state }) => state.value?.band === band).length;
    return count === 0 ? [] : [`${count} ${BAND_NAMES[band].toLowerCase()}`];
  });
  if (open > 0) parts.push(`${open} not final`);
  const mixed = new Set(placed.map(({ kind }) => kind)).size > 1;
  const counted = mixed
    ? ' This uses each council’s current result, or its last signed result if it shares only that.'
    : '';
  return `${formatCount(placed.length, 'council')} ${placed.length === 1 ? 'shows' : 'show'} a result: ${parts.join(', ')}.${counted}`;
}

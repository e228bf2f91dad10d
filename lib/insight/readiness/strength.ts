import type { EvidenceCategory, Framework } from '#lib/frameworks/framework.ts';
import { capitalise, formatCount, formatList } from '#lib/kernel/format.ts';
import type { ShownScore } from '#lib/record/challenge/rules.ts';
import type { ClaimsAndProof } from '#lib/record/claims/rules.ts';
import { STALE_AFTER_YEARS } from '#lib/record/evidence/concerns.ts';
import { type Category, referenceOf } from '#lib/record/evidence/rules.ts';
import type { againstComparator } from '#lib/record/measures/comparisons.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** The evidence facts of one statement, from which its strength is judged. */
export type StrengthFacts = {
  /** The framework of the assessment, which says which categories of evidence are needed. */
  readonly framework: Framework;
  readonly score: Score | null;
  readonly evidenceCount: number;
  readonly claims: ClaimsAndProof;
  /** Whether the statement is as the director signed it. 'hidden': the answer would reveal a hidden score. */
  readonly approval: 'signed' | 'changed since' | 'not signed' | 'hidden';
  /** This statement's measures whose latest value has a comparator. */
  readonly measures: ReturnType<typeof againstComparator>;
};

export type StrengthCheckId =
  | 'people'
  | 'categories'
  | 'fresh'
  | 'cited'
  | 'claims'
  | 'measures'
  | 'approved';

/** A rule about evidence, and whether and why it is met. */
export type StrengthCheck = {
  readonly id: StrengthCheckId;
  readonly met: boolean;
  /** Whether the level depends on it. False for the signature, and for measures without a comparator. */
  readonly counts: boolean;
  readonly reason: string;
};

export type StrengthLevel = 'none' | 'weak' | 'partial' | 'strong';

export const STRENGTH_NAMES: Record<StrengthLevel, string> = {
  none: 'No evidence',
  weak: 'Weak',
  partial: 'Partial',
  strong: 'Strong',
};

/** How many categories of evidence each statement must cover. */
export const CATEGORIES_WANTED = 3;

/** The rule for each level, as the page explains it. */
export function strengthRules(framework: Framework): Readonly<Record<StrengthLevel, string>> {
  const needed = neededCategories(framework);
  const names = listNames(needed);
  return {
    none: 'No evidence is attached.',
    weak: `${capitalise(names)} ${are(needed)} missing, fewer than ${CATEGORIES_WANTED} of the ${framework.categories.length} categories are covered, or no evidence is dated in the last ${STALE_AFTER_YEARS} years.`,
    partial: 'Between weak and strong.',
    strong: `Recent evidence mentioned in the text covers ${names} and ${CATEGORIES_WANTED} categories. Every paragraph cites evidence, and no measure is worse than its comparator. Sign-off makes no difference.`,
  };
}

/** The categories that every statement needs evidence of; at least one. */
export function neededCategories({ categories }: Framework): readonly EvidenceCategory[] {
  return categories.filter(({ isNeeded }) => isNeeded);
}

/** "people’s experience", "people’s experience and processes". */
export function listNames(categories: readonly EvidenceCategory[]): string {
  return formatList(categories.map(({ name }) => name.toLowerCase()));
}

const are = ({ length }: readonly unknown[]) => (length === 1 ? 'is' : 'are');

export type Strength = {
  readonly level: StrengthLevel;
  /**
   * Always these seven, in order. Unmet checks show what to improve; the signature is included but affects no level.
   */
  readonly checks: readonly StrengthCheck[];
};

/**
 * How strong the evidence of a statement is: a level with reasons, never a percentage, because no source defines how
 * to calculate one. The framework says which categories every statement needs, which for CQC is people's experience;
 * the other limits are this project's own.
 *
 * More evidence never makes it weaker. It is strong once enough of it (the needed and three categories in all) is recent
 * and cited; further items that are old, undated or not cited make no difference.
 *
 * An empty statement meets nothing: no claims means no cited proof, and no comparators means no measure compares well.
 * But not every statement has a comparable measure, so a lack of them does not hold back the level.
 */
export function strengthOf({
  framework,
  evidenceCount,
  claims,
  approval,
  measures,
}: StrengthFacts): Strength {
  const covered = coveredCategories(framework, claims);
  const needed = neededCategories(framework);
  const lacking = needed.filter((category) => !covered.includes(category));
  const { recent, recentAndCited } = claims.covered;
  const isEnough = (categories: readonly Category[]) => coversEnough(framework, categories);
  const old = notRecent(claims);
  const uncited =
    claims.neverCited.length > 0 ? `${listed(claims.neverCited)} not mentioned in the text` : null;
  const checks: readonly StrengthCheck[] = [
    {
      id: 'people',
      met: lacking.length === 0,
      counts: true,
      reason:
        lacking.length === 0
          ? `${capitalise(listNames(needed))} ${are(needed)} covered`
          : `No evidence of ${listNames(lacking)}, which every statement needs`,
    },
    {
      id: 'categories',
      met: covered.length >= CATEGORIES_WANTED,
      counts: true,
      reason: `Covers ${covered.length} of ${framework.categories.length} categories${covered.length > 0 ? `: ${listNames(covered)}` : ''}`,
    },
    {
      id: 'fresh',
      met: isEnough(recent),
      counts: true,
      reason:
        evidenceCount === 0
          ? 'No recent evidence'
          : describeEnough(isEnough(recent), `dated in the last ${STALE_AFTER_YEARS} years`, old),
    },
    {
      id: 'cited',
      met: isEnough(recentAndCited),
      counts: true,
      reason:
        evidenceCount === 0
          ? 'No evidence mentioned in the text'
          : describeEnough(isEnough(recentAndCited), 'recent and mentioned in the text', uncited),
    },
    {
      id: 'claims',
      met: claims.claims > 0 && claims.withoutProof.length === 0,
      counts: true,
      reason: describeClaims(claims),
    },
    {
      id: 'measures',
      met: measures.worse.length === 0 && measures.better.length + measures.same.length > 0,
      counts: measures.worse.length > 0,
      reason: describeMeasures(measures),
    },
    {
      id: 'approved',
      met: approval === 'signed',
      counts: false,
      reason: {
        signed: 'Unchanged since it was signed',
        'changed since': 'Changed since it was signed',
        'not signed': 'Not signed yet',
        hidden: 'Sign-off is shown after you give your challenge score',
      }[approval],
    },
  ];
  return { level: levelOf(evidenceCount, checks, recent), checks };
}

/** The checks that hold the level back. */
export function unmetChecks({ checks }: Strength): readonly StrengthCheck[] {
  return checks.filter(({ met, counts }) => !met && counts);
}

function levelOf(
  evidenceCount: number,
  checks: readonly StrengthCheck[],
  recent: readonly Category[],
): StrengthLevel {
  if (evidenceCount === 0) return 'none';
  const met = (id: StrengthCheckId) => checks.some((check) => check.id === id && check.met);
  if (!met('people') || !met('categories') || recent.length === 0) return 'weak';
  return checks.every((check) => check.met || !check.counts) ? 'strong' : 'partial';
}

/** The categories of the framework that a statement has evidence of. */
function coveredCategories({ categories }: Framework, claims: ClaimsAndProof): readonly EvidenceCategory[] {
  return categories.filter(({ id }) =>
    claims.byCategory.some(({ category, count }) => category === id && count > 0),
  );
}

function coversEnough(framework: Framework, covered: readonly Category[]): boolean {
  const ids: readonly string[] = covered;
  return (
    neededCategories(framework).every(({ id }) => ids.includes(id)) && covered.length >= CATEGORIES_WANTED
  );
}

/** Whether enough evidence is `what`, with the exceptions: "E3 is not mentioned in the text". */
function describeEnough(isEnough: boolean, what: string, except: string | null): string {
  if (!isEnough) return except ?? `Not enough evidence is ${what}`;
  return except === null ? `All evidence is ${what}` : `Enough evidence is ${what}. ${except}`;
}

function notRecent({ age: { stale, ahead, undated } }: ClaimsAndProof): string | null {
  const parts = [
    ...(stale.length > 0 ? [`${listed(stale)} more than ${STALE_AFTER_YEARS} years old`] : []),
    ...(ahead.length > 0 ? [`${listed(ahead)} dated in the future`] : []),
    ...(undated > 0 ? [`${formatCount(undated, 'item has', 'items have')} no date`] : []),
  ];
  return parts.length > 0 ? formatList(parts) : null;
}

function describeClaims({ claims, withoutProof }: ClaimsAndProof): string {
  if (claims === 0) return 'No text yet';
  if (withoutProof.length === 0) return 'Every paragraph cites evidence';
  return `${formatCount(withoutProof.length, 'paragraph cites', 'paragraphs cite')} no evidence`;
}

function describeMeasures({ better, worse, same }: StrengthFacts['measures']): string {
  if (worse.length > 0) return `Worse than the comparator: ${formatList(worse)}`;
  if (better.length + same.length > 0)
    return `No measure is worse than its comparator; ${better.length} better`;
  return 'No measure has a comparator';
}

/** "E3 is", "E3 and E9 are". */
function listed(numbers: readonly number[]): string {
  return `${formatList(numbers.map(referenceOf))} ${numbers.length === 1 ? 'is' : 'are'}`;
}

/**
 * Describes a score in the upper half of the scale with weak or no evidence: "Scored 3 on 1 item (processes) from 2023".
 * Null otherwise, because a low score needs little support.
 */
export function unsupportedScore(
  { framework, score, evidenceCount, claims }: StrengthFacts,
  { level }: Strength,
): string | null {
  const { lowestScore, highestScore } = framework;
  if (score === null || score <= (lowestScore + highestScore) / 2) return null;
  if (level === 'partial' || level === 'strong') return null;
  if (evidenceCount === 0) return `Scored ${score} with no evidence`;
  const years = [
    ...new Set([claims.age.oldest, claims.age.newest].flatMap((date) => date?.slice(0, 4) ?? [])),
  ];
  const from = years.length === 0 ? 'without a date' : `from ${years.join(' to ')}`;
  const kinds = listNames(coveredCategories(framework, claims));
  return `Scored ${score} on ${formatCount(evidenceCount, 'item')} (${kinds}) ${from}`;
}

/** "2 of 9 statements have strong evidence. 3 have weak evidence or none." */
export function describeStrength(levels: readonly StrengthLevel[]): string {
  const strong = levels.filter((level) => level === 'strong').length;
  const weak = levels.filter((level) => level === 'weak' || level === 'none').length;
  return `${strong} of ${levels.length} statements ${strong === 1 ? 'has' : 'have'} strong evidence. ${weak === 0 ? 'None is weak.' : `${weak} ${weak === 1 ? 'has' : 'have'} weak evidence or none.`}`;
}

export const STRENGTH_COLUMNS = [
  'Statement',
  'Name',
  'Score',
  'Evidence items',
  'Evidence strength',
  'What to improve',
  'Checks met',
  'High score, weak evidence',
] as const;

/** A statement's row in the exported file, with the same content as on the page. */
export function strengthCells(statement: {
  readonly id: StatementId;
  readonly name: string;
  readonly score: ShownScore;
  readonly evidenceCount: number;
  readonly strength: Strength;
  readonly unsupported: string | null;
}): readonly (string | number)[] {
  const { id, name, score, evidenceCount, strength, unsupported } = statement;
  const reasons = (checks: readonly StrengthCheck[]) => checks.map(({ reason }) => reason).join('; ');
  return [
    id,
    name,
    score === 'hidden' ? 'Hidden' : (score ?? 'Not scored'),
    evidenceCount,
    STRENGTH_NAMES[strength.level],
    reasons(unmetChecks(strength)),
    reasons(strength.checks.filter(({ met }) => met)),
    unsupported ?? '',
  ];
}

import { differencesBetween } from '#lib/frameworks/differences.ts';
import type { Framework, Mapping, StatementId, ThresholdLimits } from '#lib/frameworks/framework.ts';
import { frameworkOf, frameworkOfStatement, knownFrameworks, knownStatement } from '#lib/frameworks/known.ts';
import { continuedFrom, mappingBetween } from '#lib/frameworks/mapping.ts';
import { formatInWords, formatList } from '#lib/kernel/format.ts';
import { BAND_NAMES } from '#lib/scoring/index.ts';

/** "11 statements in 5 themes, scored 1 to 5." */
export function describeFramework({ statements, themes, lowestScore, highestScore }: Framework): string {
  const inThemes = themes.length === 1 ? '' : ` in ${themes.length} themes`;
  return `${statements.length} statements${inThemes}, scored ${lowestScore} to ${highestScore}.`;
}

/**
 * "8 of them continue statements of the last assessment and 3 are new. Not continued: Equity in experiences and outcomes.
 * Scores are not copied for: Neighbourhoods. For the others, a score of 3 becomes 4 and 4 becomes 5."
 */
export function describeContinuation(from: Framework, to: Framework): string {
  const differences = differencesBetween(from, to);
  if (!differences)
    return 'It is not known how the statements of the last assessment continue in it, so nothing can be copied.';
  const { statements, gone, mapping } = differences;
  const continued = statements.filter(({ before }) => before !== null);
  const added = statements.length - continued.length;
  const fresh = added === 0 ? 'none is new' : `${added} ${added === 1 ? 'is' : 'are'} new`;
  const incomparable = continued.filter(({ isComparable }) => !isComparable);
  const scale = describeScale(mapping);
  return [
    `${continued.length} of them continue statements of the last assessment and ${fresh}.`,
    gone.length > 0 && `Not continued: ${gone.map(({ name }) => name).join('; ')}.`,
    incomparable.length > 0 &&
      `Scores are not copied for: ${incomparable.map(({ statement }) => statement.name).join('; ')}.`,
    scale && `${incomparable.length > 0 ? 'For the others, a' : 'A'} ${scale}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What the framework of a requested cycle changes. Undefined: nothing, it is the same as before. */
export function describeNextFramework(
  before: string,
  { framework, carries }: { readonly framework: string; readonly carries: boolean },
): string | undefined {
  if (framework === before) return undefined;
  const to = knownFrameworks().find(({ id }) => id === framework);
  // The frameworks of the installation have changed since the request.
  if (!to)
    return `No assessment can start on the framework ${framework} any more. Decline the request, so that a lead can make another.`;
  const changes = `The next assessment uses ${to.name}: ${describeFramework(to)}`;
  return carries ? `${changes} ${describeContinuation(frameworkOf(before), to)}` : changes;
}

/** "score of 3 becomes 4 and 4 becomes 5": the scores that differ on the later scale. Null: none does. */
export function describeScale({ scores }: Mapping): string | null {
  const moved = Object.entries(scores)
    .filter(([before, after]) => Number(before) !== after)
    .map(([before, after]) => `${before} becomes ${after}`);
  if (moved.length === 0) return null;
  return `score of ${formatList(moved)}`;
}

/** What a statement holds that was carried forward from an assessment on a framework, as sentences. */
export function describeCopied(from: Framework, statement: StatementId): string {
  const mapping = mappingBetween(from, frameworkOfStatement(statement));
  const earlier = mapping && continuedFrom(mapping, statement);
  if (!earlier || earlier === statement) return 'The score, texts and evidence are from that assessment.';
  const source = `are from “${knownStatement(earlier).name}” in that assessment, which used another framework`;
  if (!mapping.comparable.includes(statement))
    return `The texts and evidence ${source}. Its score was not copied, because scores of this statement mean something else.`;
  const scale = describeScale(mapping);
  return `The score, texts and evidence ${source}.${scale ? ` A ${scale}.` : ''}`;
}

/** "inadequate up to 38; requires improvement above 38, up to 62; …". */
export function describeBands({ bands }: ThresholdLimits): string {
  return bands.map(({ band, stated }) => `${BAND_NAMES[band].toLowerCase()} ${stated}`).join('; ');
}

/** How often each score counts in the total: "All nine count the same." */
export function describeWeights({ statements }: Framework): string {
  const [lightest = 1, ...heavier] = [...new Set(statements.map(({ weight }) => weight))].toSorted(
    (a, b) => a - b,
  );
  if (heavier.length === 0) return `All ${formatInWords(statements.length)} count the same.`;
  const counted = heavier.map((weight) => {
    const names = statements.filter((each) => each.weight === weight).map(({ name }) => `“${name}”`);
    return `${formatList(names)} ${names.length === 1 ? 'counts' : 'count'} ${times(weight)}`;
  });
  return `${formatList(counted)}. All others count ${times(lightest)}.`;
}

function times(weight: number): string {
  return { 1: 'once', 2: 'twice' }[weight] ?? `${formatInWords(weight)} times`;
}

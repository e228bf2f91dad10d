import 'server-only';
import { formatList } from '#lib/kernel/format.ts';
import { citedNumbers } from '#lib/kernel/text/citations.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { NARRATIVES, type StatementAnswers } from '#lib/record/assessments/rules.ts';

export type NarrativeField = (typeof NARRATIVES)[number]['field'];
type Narratives = Pick<StatementAnswers, NarrativeField>;

/** Why a text cannot be saved, for its field. */
export type CitationProblem = { readonly field: NarrativeField; readonly message: string };

/**
 * The texts that cite evidence out of use which the statement did not cite before. The evidence is locked, so that none
 * of it is withdrawn before the transaction ends.
 */
export async function findCitationProblems(
  { tx, context }: CouncilWrite,
  before: Narratives,
  after: Narratives,
): Promise<readonly CitationProblem[]> {
  const known = new Set(citedNumbers(NARRATIVES.map(({ field }) => before[field])));
  const texts = NARRATIVES.map(({ field }) => ({
    field,
    fresh: citedNumbers([after[field]]).filter((number) => !known.has(number)),
  }));
  const fresh = texts.flatMap((text) => text.fresh);
  if (fresh.length === 0) return [];
  const rows = await tx.$queryRaw<{ number: number; state: 'current' | 'withdrawn' | 'erased' }[]>`
    select number, state::text from evidence_items
     where council_id = ${context.council.id}::uuid and number = any(${fresh}::int[])
     order by number
       for share`;
  return texts.flatMap(({ field, fresh: numbers }) =>
    (['withdrawn', 'erased'] as const).flatMap((state) => {
      const out = rows.filter((row) => row.state === state && numbers.includes(row.number));
      if (out.length === 0) return [];
      const [have, them] = out.length === 1 ? ['has', 'it'] : ['have', 'them'];
      const references = formatList(out.map(({ number }) => `E${number}`));
      const message = `${references} ${have} been ${state}, so new text cannot cite ${them}. Cite other evidence instead`;
      return [{ field, message }];
    }),
  );
}

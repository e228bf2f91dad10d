import { asOwner } from '#lib/tasks/owner.ts';
import { readPublishedResults, SHIPPED_ON } from './published-results.ts';

/**
 * Writes the shipped results to the database, as its owner; local authorities must be loaded. Safe to repeat: writes
 * differences and deletes results no longer shipped. Councils' corrections stay.
 */
export async function loadPublishedResults(ownerUrl: string): Promise<void> {
  const rows = JSON.stringify(
    readPublishedResults().map(({ authority, kind, facts }) => ({
      ...facts,
      gss_code: authority.gssCode,
      kind,
      shipped_on: SHIPPED_ON,
    })),
  );
  await asOwner(ownerUrl, async (tx) => {
    await tx.$executeRaw`
      DELETE FROM published_results
       WHERE (gss_code, kind) NOT IN (
         SELECT gss_code, kind FROM jsonb_to_recordset(${rows}::jsonb) AS given (gss_code text, kind text))`;
    await tx.$executeRaw`
      INSERT INTO published_results AS known
      SELECT (jsonb_populate_record(null::published_results, given)).* FROM jsonb_array_elements(${rows}::jsonb) AS given
      ON CONFLICT (gss_code, kind) DO UPDATE
         SET (status, confirmed, published, score, rating, framework, scores, basis, source, shipped_on)
           = (excluded.status, excluded.confirmed, excluded.published, excluded.score, excluded.rating,
              excluded.framework, excluded.scores, excluded.basis, excluded.source, excluded.shipped_on)
       WHERE known IS DISTINCT FROM excluded`;
  });
}

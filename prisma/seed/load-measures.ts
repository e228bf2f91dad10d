import type { Transaction } from '#lib/platform/db/client.ts';
import { setCouncil } from '#lib/platform/db/in-council.ts';
import { asOwner } from '#lib/tasks/owner.ts';
import { readPublishedMeasures, SHIPPED_MEASURES } from './measures.ts';

/** Writes published figures of named councils, and each council's shipped measures, to the database, as its owner. */
export async function loadMeasures(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (tx) => {
    await loadPublished(tx);
    for (const { id } of await tx.council.findMany({ select: { id: true } })) {
      await setCouncil(tx, id);
      await insertMeasures(tx, id);
    }
  });
}

/**
 * Inserts shipped measures that the council lacks, and gives the others their topics of this release. In the caller's
 * transaction, which sees that council.
 */
export async function insertMeasures(tx: Transaction, councilId: string): Promise<void> {
  await tx.measure.createMany({
    data: SHIPPED_MEASURES.map(({ names: [name], topics, ...definition }) => ({
      ...definition,
      councilId,
      name,
      topics: [...topics],
      shipped: true,
    })),
    skipDuplicates: true,
  });
  const topics = JSON.stringify(SHIPPED_MEASURES.map(({ key, topics }) => ({ key, topics })));
  await tx.$executeRaw`
    UPDATE measures m SET topics = given.topics
      FROM jsonb_to_recordset(${topics}::jsonb) AS given (key text, topics text[])
     WHERE m.council_id = ${councilId}::uuid AND m.shipped AND m.key = given.key
       AND m.topics IS DISTINCT FROM given.topics`;
}

/** Safe to repeat: writes only differences. */
async function loadPublished(tx: Transaction): Promise<void> {
  const rows = JSON.stringify(
    readPublishedMeasures().map(({ measureKey, ...rest }) => ({ measure_key: measureKey, ...rest })),
  );
  await tx.$executeRaw`
    INSERT INTO published_measures AS known (measure_key, council, value, england, period, source)
    SELECT measure_key, council, value, england, period, source FROM jsonb_to_recordset(${rows}::jsonb)
        AS given (measure_key text, council text, value numeric, england numeric, period text, source text)
    ON CONFLICT (measure_key, council) DO UPDATE
       SET value = excluded.value, england = excluded.england, period = excluded.period, source = excluded.source
     WHERE (known.value, known.england, known.period, known.source)
           IS DISTINCT FROM (excluded.value, excluded.england, excluded.period, excluded.source)`;
}

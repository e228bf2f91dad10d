import { asOwner } from '#lib/tasks/owner.ts';
import { readLocalAuthorities } from './local-authorities.ts';

/** Writes the 153 councils of councils.csv to the database, as its owner. Safe to repeat: writes only differences. */
export async function loadLocalAuthorities(ownerUrl: string): Promise<void> {
  const rows = JSON.stringify(
    readLocalAuthorities().map(({ gssCode, ...rest }) => ({ gss_code: gssCode, ...rest })),
  );
  await asOwner(
    ownerUrl,
    (tx) => tx.$executeRaw`
      INSERT INTO local_authorities AS known (gss_code, name, type, region)
      SELECT gss_code, name, type, region FROM jsonb_to_recordset(${rows}::jsonb)
          AS given (gss_code text, name text, type text, region text)
      ON CONFLICT (gss_code) DO UPDATE SET name = excluded.name, type = excluded.type, region = excluded.region
       WHERE (known.name, known.type, known.region) IS DISTINCT FROM (excluded.name, excluded.type, excluded.region)`,
  );
}

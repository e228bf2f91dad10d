import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const councils = 153;

const rowSchema = z
  .object({
    gss_code: z.string().regex(/^E\d{8}$/),
    name: z.string().min(1),
    type: z.string().min(1),
    region: z.string().min(1),
  })
  .transform(({ gss_code, ...rest }) => ({ gssCode: gss_code, ...rest }));

/** A real council in England with adult social care duties. Reference data, never an example. */
export type LocalAuthorityRow = z.infer<typeof rowSchema>;

/** Reads the 153 councils. Throws if their number is different, a code or name is repeated, or a field is empty. */
export function readLocalAuthorities(): readonly LocalAuthorityRow[] {
  const text = readFileSync(new URL('./data/councils.csv', import.meta.url), 'utf8');
  const rows = rowSchema.array().parse(parse(text, { columns: true, bom: true, skip_empty_lines: true }));
  const codes = new Set(rows.map(({ gssCode }) => gssCode));
  const names = new Set(rows.map(({ name }) => name));
  if (rows.length !== councils || codes.size !== councils || names.size !== councils) {
    throw new Error(
      `councils.csv must hold ${councils} different councils; it has ${rows.length} rows, ${codes.size} codes and ${names.size} names`,
    );
  }
  return rows;
}

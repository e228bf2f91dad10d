import 'server-only';
import { rawSql } from '#lib/platform/db/read.ts';

// Thousands of rows as one JSON object with a list for each column. The database makes it in a third of the time of
// objects with all names for each row, and Prisma reads it in a third of the time of rows.

export type Columns<Row> = { readonly [Name in keyof Row]: readonly Row[Name][] };

/** SQL that aggregates these columns of the rows of a group, in the order of the rows. */
export function inColumns<Row>(names: readonly (keyof Row & string)[]) {
  const lists = names.map((name) => `'${name}', coalesce(json_agg("${name}"), '[]')`);
  return rawSql(`json_build_object(${lists.join(', ')})`);
}

export function rowsOf<Row>(columns: Columns<Row>): Row[] {
  const lists = Object.entries<readonly unknown[]>(columns);
  return Array.from({ length: lists[0]?.[1].length ?? 0 }, (_, at) => {
    // A quarter of the time of Object.fromEntries.
    const row: Record<string, unknown> = {};
    for (const [name, list] of lists) row[name] = list[at];
    return row as Row;
  });
}

import 'server-only';
import type { CouncilRead, CouncilRows } from '#lib/platform/db/read.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';
import type { FileReading } from '#lib/record/evidence/versions.ts';

// The text of a version of an item's file, by page. Queries check the permission.

/** What is known of the text of a file. `units` 0: not known. */
export type TextState = Pick<FileReading, 'state' | 'unit' | 'units'>;

/**
 * The text of one page, with the name of the sheet or the title of the slide. Null: none on this page. `rest`: the page
 * on which a sheet goes on that is too long for one. `last`: parts begin with each heading, so short ones that follow
 * are in the text too, up to this one.
 */
export type PageText = TextState & {
  readonly page: {
    readonly label: string;
    readonly body: string;
    readonly rest: number | null;
    readonly last: number;
  } | null;
};

type PageRow = TextState & {
  readonly label: string | null;
  readonly body: string | null;
  readonly rest: number | null;
  readonly last: number | null;
};

/** The most characters of parts shown together: about five pages of A4. */
const TOGETHER = 15_000;

/** Null for a link, and once the file is erased. */
export async function loadPageText(
  { tx, context }: CouncilRead,
  reference: string,
  version: number,
  page: number,
): Promise<PageText | null> {
  const [row] = await tx.$queryRaw<PageRow[]>`
    select t.state::text, t.unit::text, t.units, p.label, coalesce(parts.body, p.body) as body, parts.last,
           (select min(o.number) from file_pages o
             where o.council_id = p.council_id and o.file_id = p.file_id and o.label = p.label
               and t.unit = 'sheet' and o.number > greatest(p.number, t.units)) as rest
      from evidence_items i
      join evidence_versions v on v.council_id = i.council_id and v.item_id = i.id
      join file_texts t on t.council_id = v.council_id and t.file_id = v.file_id
      left join file_pages p on p.council_id = t.council_id and p.file_id = t.file_id and p.number = ${page}
      left join lateral (
        select string_agg(o.body, E'\n\n' order by o.number) as body, max(o.number)::int as last
          from (select number, body, sum(length(body)) over (order by number) as length from file_pages
                 where council_id = p.council_id and file_id = p.file_id and number between p.number and p.number + 99) o
         where o.length <= ${TOGETHER} or o.number = p.number) parts on t.unit = 'part'
     where i.council_id = ${context.council.id}::uuid and i.number = ${parseReference(reference) ?? 0}
       and v.number = ${version}`;
  if (!row) return null;
  const { label, body, rest, last, ...state } = row;
  return { ...state, page: body === null ? null : { label: label ?? '', body, rest, last: last ?? page } };
}

/** Longer texts are not compared: twice as long as any report that people read. */
export const COMPARED_LIMIT = 600_000;

/** The whole text of a version, or its first `COMPARED_LIMIT` characters and one more. Null: as `loadPageText`. */
export async function loadWholeText(
  { tx, context }: CouncilRead,
  reference: string,
  version: number,
): Promise<(TextState & { readonly text: string }) | null> {
  const [row] = await tx.$queryRaw<(TextState & { text: string })[]>`
    select t.state::text, t.unit::text, t.units,
           coalesce((select left(string_agg(p.body, E'\n' order by p.number), ${COMPARED_LIMIT + 1}) from file_pages p
                      where p.council_id = t.council_id and p.file_id = t.file_id), '') as text
      from evidence_items i
      join evidence_versions v on v.council_id = i.council_id and v.item_id = i.id
      join file_texts t on t.council_id = v.council_id and t.file_id = v.file_id
     where i.council_id = ${context.council.id}::uuid and i.number = ${parseReference(reference) ?? 0}
       and v.number = ${version}`;
  return row ?? null;
}

/** All that was read of a stored file, in order; see `FileText`. `label`: as of `PageText`. */
export type FileWords = {
  readonly unit: NonNullable<FileReading['unit']>;
  readonly isCut: boolean;
  readonly pages: readonly { readonly number: number; readonly label: string; readonly body: string }[];
};

/** Null: nothing has been read of it. Without pages: it has no words. */
export async function loadFileWords({ tx, context }: CouncilRows, fileId: string): Promise<FileWords | null> {
  const key = { councilId: context.council.id, fileId };
  const text = await tx.fileText.findUnique({
    where: { councilId_fileId: key },
    select: { state: true, unit: true, isCut: true },
  });
  if (!text || (text.state !== 'read' && text.state !== 'empty') || text.unit === null) return null;
  const pages = await tx.filePage.findMany({
    where: key,
    select: { number: true, label: true, body: true },
    orderBy: { number: 'asc' },
  });
  return { unit: text.unit, isCut: text.isCut, pages };
}

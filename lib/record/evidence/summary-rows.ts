import 'server-only';
import { type CalendarDate, dateFromColumn } from '#lib/kernel/dates.ts';
import type { Prisma } from '#lib/platform/db/generated/client.ts';
import { sql } from '#lib/platform/db/read.ts';
import type { EvidenceState, ScanState } from '#lib/record/evidence/lifecycle.ts';
import { type Category, type Marking, referenceOf } from '#lib/record/evidence/rules.ts';

// An evidence item as every list shows it, and the rows that it is read from.

export type EvidenceSource =
  | {
      readonly kind: 'file';
      readonly id: string;
      readonly name: string;
      readonly mediaType: string;
      readonly bytes: number;
      readonly sha256: string;
      /** Of the item's file: 1, 2, … */
      readonly version: number;
    }
  | { readonly kind: 'link'; readonly url: string };

export type EvidenceSummary = {
  readonly reference: string;
  readonly title: string;
  readonly category: Category;
  readonly datedOn: CalendarDate | null;
  readonly owner: string;
  readonly marking: Marking;
  readonly containsPersonalData: boolean;
  readonly state: EvidenceState;
  /** Of the newest version of its file. A link is `not_scanned`. */
  readonly scan: ScanState;
  readonly source: EvidenceSource;
};

/** Prisma's names for the markings. Everything else, including the database, uses the official spelling. */
export const MARKING_OF = {
  official: 'OFFICIAL',
  official_sensitive: 'OFFICIAL-SENSITIVE',
} as const satisfies Record<string, Marking>;

/** Limits the links of an item to those in the open assessment. */
export const inOpenAssessment = { statementAssessment: { assessment: { status: 'open' } } } as const;

export const summarySelect = {
  number: true,
  title: true,
  category: true,
  datedOn: true,
  owner: true,
  marking: true,
  containsPersonalData: true,
  state: true,
  scan: true,
  url: true,
  versions: {
    orderBy: { number: 'desc' },
    take: 1,
    select: {
      number: true,
      file: { select: { id: true, name: true, mediaType: true, bytes: true, sha256: true } },
    },
  },
} satisfies Prisma.EvidenceItemSelect;

/** The newest version of item `i`'s file, as `f`. */
export const NEWEST_FILE = sql`
  left join lateral (
    select f.*, v.number as version from evidence_versions v join files f on f.council_id = v.council_id and f.id = v.file_id
     where v.council_id = i.council_id and v.item_id = i.id order by v.number desc limit 1
  ) f on true`;

type SummaryRow = Prisma.EvidenceItemGetPayload<{ select: typeof summarySelect }>;

export type ItemRow = {
  readonly number: number;
  readonly title: string;
  readonly category: Category;
  readonly dated_on: CalendarDate | null;
  readonly owner: string;
  readonly marking: Marking;
  readonly contains_personal_data: boolean;
  readonly state: EvidenceState;
  readonly scan: ScanState;
  readonly url: string | null;
  readonly file_id: string | null;
  readonly file_name: string;
  readonly media_type: string;
  readonly bytes: bigint | number;
  readonly sha256: string;
  readonly newest: number | null;
};

/** `ItemRow` of item `i` and its file `f`. */
export const ITEM_COLUMNS = sql`
  i.number, i.title, i.category, i.dated_on::text, i.owner, i.marking, i.contains_personal_data, i.state::text,
  i.scan::text, i.url, f.id as file_id, f.name as file_name, f.media_type, f.bytes, f.sha256, f.version as newest`;

export function summaryOfRow(row: ItemRow): EvidenceSummary {
  return {
    reference: referenceOf(row.number),
    title: row.title,
    category: row.category,
    datedOn: row.dated_on,
    owner: row.owner,
    marking: row.marking,
    containsPersonalData: row.contains_personal_data,
    state: row.state,
    scan: row.scan,
    source: row.file_id
      ? {
          kind: 'file',
          id: row.file_id,
          name: row.file_name,
          mediaType: row.media_type,
          bytes: Number(row.bytes),
          sha256: row.sha256,
          version: row.newest ?? 1,
        }
      : { kind: 'link', url: row.url ?? '' },
  };
}

export function summaryOf(row: SummaryRow): EvidenceSummary {
  const [newest] = row.versions;
  return {
    reference: referenceOf(row.number),
    title: row.title,
    category: row.category,
    datedOn: row.datedOn && dateFromColumn(row.datedOn),
    owner: row.owner,
    marking: MARKING_OF[row.marking],
    containsPersonalData: row.containsPersonalData,
    state: row.state,
    scan: row.scan,
    source: newest
      ? { kind: 'file', ...newest.file, bytes: Number(newest.file.bytes), version: newest.number }
      : { kind: 'link', url: row.url ?? '' },
  };
}

import 'server-only';
import type { TopicKey } from '#lib/frameworks/framework.ts';
import { type CalendarDate, dateFromColumn } from '#lib/kernel/dates.ts';
import { IDENTIFYING } from '#lib/kernel/text/personal-data.ts';
import { can, type Role } from '#lib/platform/access/permissions.ts';
import type { Prisma } from '#lib/platform/db/generated/client.ts';
import { type CouncilRead, sql } from '#lib/platform/db/read.ts';
import type { OwnerMember } from '#lib/record/evidence/concerns.ts';
import type { EvidenceState, ScanState } from '#lib/record/evidence/lifecycle.ts';
import { type Category, type Marking, OWNER_ROLES, referenceOf } from '#lib/record/evidence/rules.ts';
import type { Voice } from '#lib/record/evidence/voices.ts';

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
  readonly reviewBy: CalendarDate | null;
  /** The name of the member who owns it, or of somebody else. */
  readonly owner: string;
  readonly member: OwnerMember | null;
  readonly marking: Marking;
  readonly containsPersonalData: boolean;
  readonly needsRedaction: boolean;
  readonly voices: readonly Voice[];
  readonly topics: readonly TopicKey[];
  readonly tags: readonly string[];
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
  reviewBy: true,
  owner: true,
  ownedBy: {
    select: {
      personId: true,
      role: true,
      disabledAt: true,
      person: { select: { name: true, disabledAt: true } },
    },
  },
  marking: true,
  containsPersonalData: true,
  needsRedaction: true,
  voices: true,
  topics: true,
  tags: true,
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

/** The member who owns item `i`, as `o`. */
export const OWNER = sql`
  left join (
    select m.council_id, m.person_id, m.role::text, p.name,
           m.disabled_at is null and p.disabled_at is null as is_enabled
      from memberships m join people p on p.id = m.person_id
  ) o on o.council_id = i.council_id and o.person_id = i.owner_id`;

/**
 * `Unchecked` of item `i` and its file `f`, by the rule of `likelyPersonalData`. It changes without an event: see
 * `textsRead`. Roles that open no files are not told: see `uncheckedFor`.
 */
export const UNCHECKED = sql`
  case when not i.contains_personal_data then (
    select case when jsonb_exists_any(t.personal_data, ${[...IDENTIFYING]}) then 'people'
                when t.personal_data <> '{}' then 'contacts' end
      from file_texts t where t.council_id = i.council_id and t.file_id = f.id
                          and (t.newly_found or i.ruled_out_in is distinct from f.version)) end`;

/** The same for this person, or another expression with it. */
export function uncheckedFor({ context }: CouncilRead, expression = UNCHECKED) {
  return can(context, 'evidence:download') ? expression : sql`null::text`;
}

type SummaryRow = Prisma.EvidenceItemGetPayload<{ select: typeof summarySelect }>;

export type ItemRow = {
  readonly number: number;
  readonly title: string;
  readonly category: Category;
  readonly dated_on: CalendarDate | null;
  readonly review_by: CalendarDate | null;
  readonly owner: string;
  readonly owner_id: string | null;
  readonly owner_role: Role | null;
  readonly owner_enabled: boolean | null;
  readonly marking: Marking;
  readonly contains_personal_data: boolean;
  readonly needs_redaction: boolean;
  readonly voices: readonly Voice[];
  readonly topics: readonly TopicKey[];
  readonly tags: readonly string[];
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

/** `ItemRow` of item `i`, its file `f` and its owner `o`. */
export const ITEM_COLUMNS = sql`
  i.number, i.title, i.category, i.dated_on::text, i.review_by::text, coalesce(o.name, i.owner) as owner, i.owner_id,
  o.role as owner_role, o.is_enabled as owner_enabled, i.marking, i.contains_personal_data, i.needs_redaction, i.voices,
  i.topics, i.tags, i.state::text,
  i.scan::text, i.url, f.id as file_id, f.name as file_name, f.media_type, f.bytes, f.sha256, f.version as newest`;

function mayOwn(role: Role): boolean {
  return OWNER_ROLES.includes(role);
}

export function summaryOfRow(row: ItemRow): EvidenceSummary {
  return {
    reference: referenceOf(row.number),
    title: row.title,
    category: row.category,
    datedOn: row.dated_on,
    reviewBy: row.review_by,
    owner: row.owner,
    member:
      row.owner_id !== null && row.owner_role !== null
        ? { id: row.owner_id, mayOwn: row.owner_enabled === true && mayOwn(row.owner_role) }
        : null,
    marking: row.marking,
    containsPersonalData: row.contains_personal_data,
    needsRedaction: row.needs_redaction,
    voices: row.voices,
    topics: row.topics,
    tags: row.tags,
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
    reviewBy: row.reviewBy && dateFromColumn(row.reviewBy),
    owner: row.ownedBy?.person.name ?? row.owner,
    member: row.ownedBy && {
      id: row.ownedBy.personId,
      mayOwn: !row.ownedBy.disabledAt && !row.ownedBy.person.disabledAt && mayOwn(row.ownedBy.role),
    },
    marking: MARKING_OF[row.marking],
    containsPersonalData: row.containsPersonalData,
    needsRedaction: row.needsRedaction,
    voices: row.voices as Voice[],
    topics: row.topics,
    tags: row.tags,
    state: row.state,
    scan: row.scan,
    source: newest
      ? { kind: 'file', ...newest.file, bytes: Number(newest.file.bytes), version: newest.number }
      : { kind: 'link', url: row.url ?? '' },
  };
}

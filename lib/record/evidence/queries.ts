import 'server-only';
import type { Framework, StatementId } from '#lib/frameworks/framework.ts';
import { londonDay, startOfDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import type { AskedPage } from '#lib/platform/forms/page-number.ts';
import { type LocatedFile, locateFile } from '#lib/platform/storage/locate.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import {
  type AttachedEvidence,
  type EvidenceWithUses,
  type ShownUse,
  USE_COLUMNS,
  usesOf,
} from '#lib/record/evidence/attached.ts';
import {
  type EvidenceState,
  isUsable,
  type ScanState,
  type StepKind,
} from '#lib/record/evidence/lifecycle.ts';
import {
  type EvidenceChoices,
  type EvidencePage,
  type ListedEvidence,
  loadEvidenceChoices,
  loadEvidencePage,
  loadPastRetention,
} from '#lib/record/evidence/list-rows.ts';
import { loadOwners, loadTags } from '#lib/record/evidence/owner-rows.ts';
import {
  categoryChoices,
  parseReference,
  referenceOf,
  type StorageUse,
  topicChoices,
} from '#lib/record/evidence/rules.ts';
import { loadStorageUse } from '#lib/record/evidence/storage-use.ts';
import {
  type EvidenceSource,
  type EvidenceSummary,
  inOpenAssessment,
  summaryOf,
  summarySelect,
} from '#lib/record/evidence/summary-rows.ts';
import { type FileVersion, loadVersionFile } from '#lib/record/evidence/versions.ts';
import type { EvidenceView } from '#lib/record/evidence/view.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';

/** A withdrawal, a hold, or the end of either. */
export type EvidenceStep = {
  readonly kind: StepKind;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
};

/** An item that another one names. */
export type OtherItem = Pick<EvidenceSummary, 'reference' | 'title' | 'state'>;

export type EvidenceItemView = EvidenceSummary & {
  readonly version: number;
  /** The recording of which it is the transcript. */
  readonly transcriptOf: OtherItem | null;
  /** Of a recording. */
  readonly transcripts: readonly OtherItem[];
  readonly held: boolean;
  /** The version of its file of which a member said that it holds no personal data. */
  readonly ruledOutIn: number | null;
  readonly added: { readonly at: Date; readonly by: string };
  /** The latest first. */
  readonly steps: readonly EvidenceStep[];
  /** In the open assessment. */
  readonly uses: readonly ShownUse[];
};

export type {
  AttachedEvidence,
  EvidenceChoices,
  EvidencePage,
  EvidenceSource,
  EvidenceSummary,
  EvidenceWithUses,
  FileVersion,
  ListedEvidence,
};

export type EvidenceList = EvidencePage & {
  readonly choices: EvidenceChoices;
  readonly storage: StorageUse;
  /** How many items are past the council's retention. Null: it has set none. */
  readonly retention: { readonly years: number; readonly due: number } | null;
  /** The framework of the open cycle, or else of the last one. */
  readonly framework: Framework;
};

/** A page of the council's evidence. A page number out of range gives page 1. */
export async function listEvidence(
  context: CouncilContext,
  view: EvidenceView,
  page: AskedPage,
  asOf: Date,
): Promise<EvidenceList> {
  requirePermission(context, 'evidence:view');
  return read(context, (db) => loadEvidenceList(db, view, page, asOf));
}

/** The same in the caller's transaction. */
export async function loadEvidenceList(
  db: CouncilRead,
  view: EvidenceView,
  page: AskedPage,
  asOf: Date,
): Promise<EvidenceList> {
  const retention = await loadPastRetention(db, londonDay(asOf));
  return {
    ...(await loadEvidencePage(db, view, page, retention?.numbers ?? [])),
    choices: await loadEvidenceChoices(db),
    storage: await loadStorageUse(db),
    retention: retention && { years: retention.years, due: retention.numbers.length },
    framework: await loadFramework(db),
  };
}

/** The storage used by the council's files, and its limit. */
export async function getStorageUse(context: CouncilContext): Promise<StorageUse> {
  requirePermission(context, 'evidence:view');
  return read(context, (db) => loadStorageUse(db));
}

type Choice = { readonly value: string; readonly label: string };

/** What a form about evidence offers. */
export type DetailChoices = {
  readonly categories: readonly Choice[];
  /** Members who may edit evidence, by name. */
  readonly owners: readonly Choice[];
  /** Those that cut across statements, then those of each statement of the framework. */
  readonly topics: readonly {
    readonly statement: StatementId | null;
    readonly name: string;
    readonly options: readonly Choice[];
  }[];
  /** The council's own, as they are written most often. */
  readonly tags: readonly string[];
};

/** Tags that a form suggests. */
const MOST_SUGGESTED = 200;

/** `item`: what it has can be kept, even if it is no longer offered. */
export async function getDetailChoices(
  context: CouncilContext,
  framework: Framework,
  item: EvidenceSummary | null = null,
): Promise<DetailChoices> {
  requirePermission(context, 'evidence:add');
  const { owners, tags, own } = await read(context, async (db) => ({
    owners: await loadOwners(db),
    tags: (await loadTags(db)).slice(0, MOST_SUGGESTED),
    own: await loadOwnTopics(db),
  }));
  const kept = item?.member && !owners.some(({ value }) => value === item.member?.id) ? item.member : null;
  return {
    categories: categoryChoices(framework, item?.category),
    owners: kept
      ? [...owners, { value: kept.id, label: `${item?.owner} (can no longer edit evidence)` }]
      : owners,
    topics: topicChoices(framework, own, item?.topics),
    tags,
  };
}

/** An evidence item by its reference, "E12". Null if the council has no item with that number. */
export async function getEvidenceItem(
  context: CouncilContext,
  reference: string,
): Promise<EvidenceItemView | null> {
  requirePermission(context, 'evidence:view');
  return read(context, (db) => loadEvidenceItem(db, reference));
}

/** The same in the caller's transaction. */
export async function loadEvidenceItem(db: CouncilRead, reference: string): Promise<EvidenceItemView | null> {
  const { tx, context } = db;
  const number = parseReference(reference);
  if (number === null) return null;
  const row = await tx.evidenceItem.findUnique({
    relationLoadStrategy: 'join',
    where: { councilId_number: { councilId: context.council.id, number } },
    select: {
      ...summarySelect,
      version: true,
      recording: { select: OTHER_ITEM },
      transcripts: { orderBy: { number: 'asc' }, select: OTHER_ITEM },
      createdAt: true,
      createdBy: { select: { person: { select: { name: true } } } },
      held: true,
      ruledOutIn: true,
      steps: {
        orderBy: { number: 'desc' },
        select: {
          kind: true,
          reason: true,
          at: true,
          by: { select: { person: { select: { name: true } } } },
        },
      },
      links: { where: inOpenAssessment, select: USE_COLUMNS },
    },
  });
  if (!row) return null;
  return {
    ...summaryOf(row),
    version: row.version,
    transcriptOf: row.recording && otherItem(row.recording),
    transcripts: row.transcripts.map(otherItem),
    held: row.held,
    ruledOutIn: row.ruledOutIn,
    steps: row.steps.map(({ by, ...step }) => ({ ...step, by: by.person.name })),
    added: { at: row.createdAt, by: row.createdBy.person.name },
    uses: usesOf(row.links, row.versions[0]?.number ?? null),
  };
}

const OTHER_ITEM = { number: true, title: true, state: true } as const;

function otherItem({
  number,
  title,
  state,
}: {
  number: number;
  title: string;
  state: EvidenceState;
}): OtherItem {
  return { reference: referenceOf(number), title, state };
}

type ReadableFile = LocatedFile & { readonly reference: string; readonly version: number };

/**
 * The file of an item, for a person who may download the council's files: its newest version, or another by its number.
 * Every file that a person opens is found through this function. Null if the council has no such item or version, or
 * the item is a link. `unusable`: the virus scanner has not found it clean.
 *
 * @throws StorageError `file-missing` or `size-mismatch` if the disk does not match the row
 */
export async function readableFile(
  context: CouncilContext,
  reference: string,
  version: number | null = null,
): Promise<ReadableFile | { readonly unusable: ScanState } | null> {
  requirePermission(context, 'evidence:download');
  const found = await read(context, async (db) => {
    const item = await loadEvidenceItem(db, reference);
    if (item?.source.kind !== 'file' || item.state === 'erased') return null;
    if (version === null || version === item.source.version)
      return { item, file: item.source, scan: item.scan };
    const file = await loadVersionFile(db, item.reference, version);
    return file && { item, ...file };
  });
  if (!found) return null;
  if (!isUsable(found.scan)) return { unusable: found.scan };
  const { version: number, ...file } = found.file;
  const located = await locateFile({ councilId: context.council.id, ...file });
  return { ...located, reference: found.item.reference, version: number };
}

/** Whether it is in the history that this person was shown a page of the file with that hash today. */
export async function hasViewedToday(
  context: CouncilContext,
  reference: string,
  sha256: string,
): Promise<boolean> {
  requirePermission(context, 'evidence:download');
  const today = startOfDay(londonDay(context.now()));
  const [row] = await read(
    context,
    ({ tx }) =>
      tx.$queryRaw<{ found: boolean }[]>`
      select exists (
        select from audit_events
         where council_id = ${context.council.id}::uuid and subject = ${reference} and type = 'file.viewed'
           and actor_id = ${context.person.id}::uuid and at >= ${today} and data ->> 'sha256' = ${sha256}
      ) as found`,
  );
  return row?.found ?? false;
}

/** References of the items that a person added with one form, in order, including repeated submissions. */
export async function listAddedBy(context: CouncilContext, submission: string): Promise<readonly string[]> {
  requirePermission(context, 'evidence:add');
  const items = await read(context, ({ tx }) =>
    tx.evidenceItem.findMany({
      where: {
        councilId: context.council.id,
        createdById: context.person.id,
        submission: { startsWith: `${submission}:` },
      },
      orderBy: { number: 'asc' },
      select: { number: true },
    }),
  );
  return items.map(({ number }) => referenceOf(number));
}

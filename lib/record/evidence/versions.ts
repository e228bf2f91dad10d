import 'server-only';
import type { PersonalDataByPage } from '#lib/kernel/text/personal-data.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import type { TextUnit } from '#lib/platform/reading/pages.ts';
import type { ScanState } from '#lib/record/evidence/lifecycle.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';

// The versions of an item's file. Queries check the permission.

/** `since`: when it was scanned, or began to wait. `result`: what was found, or why it could not be scanned. */
export type Scan = { readonly state: ScanState; readonly since: Date | null; readonly result: string };

/** What was read of a file; see the columns of `FileText` in the schema. */
export type FileReading = {
  readonly state: 'waiting' | 'read' | 'empty' | 'unreadable';
  readonly reason: string;
  readonly unit: TextUnit | null;
  readonly units: number;
  readonly unitsRead: number;
  readonly isCut: boolean;
  readonly pictures: number;
  readonly ocr: boolean;
  readonly ocrUnits: number;
  readonly confidence: number | null;
  /** What seems to be in it. */
  readonly personalData: PersonalDataByPage;
  /** Something else was found since a member last said that it holds none. */
  readonly newlyFound: boolean;
};

const READING = {
  ...{ state: true, reason: true, unit: true, units: true, unitsRead: true, isCut: true },
  ...{ pictures: true, ocr: true, ocrUnits: true, confidence: true, personalData: true, newlyFound: true },
} as const;

/** A version of an item's file, and who added it, when and why. */
export type FileVersion = {
  readonly number: number;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Why it replaced the version before. Empty for the first. */
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly scan: Scan;
  /** Null once it is erased. */
  readonly reading: FileReading | null;
  /** What was signed with it: "2026 assessment, version 1". */
  readonly signed: readonly { readonly cycle: string; readonly version: number }[];
};

type SignedRow = { readonly cycle: string; readonly version: number; readonly sha256: string };

/** All versions, the newest first. */
export async function loadVersions(db: CouncilRead, reference: string): Promise<readonly FileVersion[]> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const number = parseReference(reference) ?? 0;
  const rows = await tx.evidenceVersion.findMany({
    relationLoadStrategy: 'join',
    where: { councilId, item: { number } },
    orderBy: { number: 'desc' },
    select: {
      number: true,
      reason: true,
      addedAt: true,
      addedBy: { select: { person: { select: { name: true } } } },
      file: {
        select: {
          name: true,
          mediaType: true,
          bytes: true,
          sha256: true,
          scan: true,
          scanAt: true,
          scanResult: true,
          text: { select: READING },
        },
      },
    },
  });
  // Of a file with one version there is nothing to tell apart.
  const signed = rows.length > 1 ? await loadSigned(db, reference) : [];
  return rows.map(({ number: version, reason, addedAt, addedBy, file }) => ({
    number: version,
    name: file.name,
    mediaType: file.mediaType,
    bytes: Number(file.bytes),
    sha256: file.sha256,
    reason,
    by: addedBy.person.name,
    at: addedAt,
    scan: { state: file.scan, since: file.scanAt, result: file.scanResult },
    // As lib/record/texts/commands.ts writes it.
    reading: file.text as FileReading | null,
    signed: signed
      .filter(({ sha256 }) => sha256 === file.sha256)
      .map(({ cycle, version: of }) => ({ cycle, version: of })),
  }));
}

/** The signed versions with this item, and the fingerprint that they were signed with. */
function loadSigned({ tx, context }: CouncilRead, reference: string): Promise<readonly SignedRow[]> {
  return tx.$queryRaw<SignedRow[]>`
    select a.name as cycle, s.version, s.item_hashes ->> ${reference} as sha256
      from assessment_snapshots s
      join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
     where s.council_id = ${context.council.id}::uuid and s.kind = 'signed' and s.item_hashes ? ${reference}
     order by a.number, s.version`;
}

/** The file of a version, to serve it if its scan allows that. */
export async function loadVersionFile({ tx, context }: CouncilRead, reference: string, version: number) {
  const row = await tx.evidenceVersion.findFirst({
    where: {
      councilId: context.council.id,
      number: version,
      item: { number: parseReference(reference) ?? 0 },
    },
    select: {
      file: { select: { id: true, name: true, mediaType: true, bytes: true, sha256: true, scan: true } },
    },
  });
  if (!row) return null;
  const { scan, ...file } = row.file;
  return { scan, file: { kind: 'file' as const, ...file, bytes: Number(file.bytes), version } };
}

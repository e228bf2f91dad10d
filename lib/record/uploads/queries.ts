import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { readRefusal, type UploadRefusal } from '#lib/platform/storage/refusals.ts';
import type { EvidenceState } from '#lib/record/evidence/lifecycle.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { Upload, UploadState } from '#lib/record/uploads/rules.ts';
import { readKeptAnswers } from '#lib/record/uploads/schema.ts';

type UploadRow = {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly modified: bigint;
  readonly bytes: bigint;
  readonly received: bigint;
  readonly state: UploadState;
  readonly refusal: string;
  readonly title: string;
  readonly answers: unknown;
  readonly same_number: number | null;
  readonly same_title: string | null;
  readonly same_state: EvidenceState | null;
  readonly same_upload: string | null;
};

/** The person's own uploads, by folder and name, the order in which they are added. */
export async function listUploads(context: CouncilContext): Promise<readonly Upload[]> {
  requirePermission(context, 'evidence:add');
  return read(context, loadUploads);
}

async function loadUploads({ tx, context }: CouncilRead): Promise<readonly Upload[]> {
  const rows = await tx.$queryRaw<UploadRow[]>`
    select u.id, u.name, u.folder, u.modified, u.bytes, u.received, u.state::text as state, u.refusal, u.title,
           u.answers, i.number as same_number, i.title as same_title, i.state::text as same_state, e.name as same_upload
      from uploads u
      left join lateral (
        select i.number, i.title, i.state
          from files f
          join evidence_versions v on v.council_id = f.council_id and v.file_id = f.id
          join evidence_items i on i.council_id = v.council_id and i.id = v.item_id
         where f.council_id = u.council_id and f.sha256 = u.sha256 and f.erased_at is null
         order by i.state, i.number limit 1
      ) i on true
      left join lateral (
        select e.name from uploads e
         where e.council_id = u.council_id and e.person_id = u.person_id and e.sha256 = u.sha256
           and (e.folder, e.name, e.id) < (u.folder, u.name, u.id)
         order by e.folder, e.name, e.id limit 1
      ) e on i.number is null
     where u.council_id = ${context.council.id}::uuid and u.person_id = ${context.person.id}::uuid
     order by u.folder, u.name, u.id`;
  return rows.map(({ same_number, same_title, same_state, same_upload, ...row }) => ({
    ...row,
    modified: Number(row.modified),
    bytes: Number(row.bytes),
    received: Number(row.received),
    refusal: row.refusal === '' ? null : readRefusal(row.refusal),
    answers: readKeptAnswers(row.answers),
    same:
      same_number !== null
        ? { reference: referenceOf(same_number), title: same_title ?? '', state: same_state ?? 'current' }
        : same_upload !== null
          ? { upload: same_upload }
          : null,
  }));
}

export type UploadFile = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: UploadState;
  /** Why it was refused, if it was. */
  readonly refusal: UploadRefusal | null;
};

/** One of the person's own uploads. Null if they have none with this id. */
export async function getUpload(context: CouncilContext, id: string): Promise<UploadFile | null> {
  requirePermission(context, 'evidence:add');
  return read(context, async ({ tx }) => {
    const row = await tx.upload.findUnique({
      where: {
        councilId_id: { councilId: context.council.id, id },
        personId: context.person.id,
      },
      select: { id: true, name: true, bytes: true, state: true, refusal: true },
    });
    if (!row) return null;
    const refusal = row.refusal === '' ? null : readRefusal(row.refusal);
    return { ...row, bytes: Number(row.bytes), refusal };
  });
}

/** Whether an upload with this id has become the file of an item. */
export async function isEvidenceFile(context: CouncilContext, id: string): Promise<boolean> {
  requirePermission(context, 'evidence:add');
  const files = await read(context, ({ tx }) =>
    tx.storedFile.count({ where: { councilId: context.council.id, id } }),
  );
  return files > 0;
}

import { describeWhy, type MadeFile, type PackForm } from '#lib/exchange/packs/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { hashContent, type SnapshotKind } from '#lib/record/snapshots/rules.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** A pack made as it was downloaded. `version`: the signed version, if the pack is of one. */
    'pack.exported': {
      subject: string;
      data: { assessmentId: string; sha256: string; items: number; version?: number };
    };
    'pack.asked': {
      subject: string;
      data: {
        number: number;
        form: PackForm;
        assessmentId: string;
        kind: SnapshotKind;
        version: number;
        contentHash: string;
        recipeHash: string;
      };
    };
    'pack.asked-again': { subject: string; data: { number: number } };
    /** `holdsHash`: of its marking and of what it holds, which decide whether it is given out. */
    'pack.made': {
      subject: string;
      data: { number: number; files: readonly MadeFile[]; holdsHash?: string };
    };
    'pack.failed': { subject: string; data: { number: number; why: string } };
    'pack.cancelled': { subject: string; data: { number: number } };
    /** Its files, as they expired. Those that an erasure removed are in the erasure's own event. */
    'pack.removed': { subject: string; data: { number: number; why: string } };
    'pack.downloaded': { subject: string; data: { number: number; volume: number; sha256: string } };
    'pack.recipe-downloaded': { subject: string; data: { number: number; recipeHash: string } };
  }
}

export const packEvents = describeEvents({
  'pack.exported': {
    kind: 'views',
    title: () => 'Evidence pack downloaded',
    detail: ({ subject, data: { version } }) =>
      version === undefined ? `Pack ${subject}` : `Pack ${subject}, signed version ${version}`,
  },
  'pack.asked': { kind: 'views', title: ({ data }) => `Evidence pack ${data.number} asked for` },
  'pack.asked-again': {
    kind: 'views',
    title: ({ data }) => `Evidence pack ${data.number} asked for again`,
  },
  'pack.made': {
    kind: 'views',
    title: ({ data }) => `Evidence pack ${data.number} made`,
    detail: ({ data: { files } }) =>
      files.map(({ pages }) => (pages === null ? 'A file' : formatCount(pages, 'page'))).join(', '),
  },
  'pack.failed': {
    kind: 'views',
    title: ({ data }) => `Evidence pack ${data.number} not made`,
    detail: ({ data: { why } }) => describeWhy(why),
  },
  'pack.cancelled': { kind: 'views', title: ({ data }) => `Evidence pack ${data.number} cancelled` },
  'pack.removed': {
    kind: 'views',
    title: ({ data }) => `Files of evidence pack ${data.number} removed`,
    detail: ({ data: { why } }) => describeWhy(why),
  },
  'pack.downloaded': {
    kind: 'views',
    title: ({ data }) => `Evidence pack ${data.number} downloaded`,
  },
  'pack.recipe-downloaded': {
    kind: 'views',
    title: ({ data }) => `Recipe of evidence pack ${data.number} downloaded`,
  },
});

type PackRow = {
  readonly number: number;
  readonly state: string;
  readonly form: string;
  readonly recipeHash: string;
  readonly content: string;
  readonly kept: string;
  readonly files: string;
  readonly marking: string | null;
  readonly holds: unknown;
  readonly link: string | null;
};

/** Of what decides whether a pack that is made is given out. */
export function hashHolds(marking: string | null, holds: unknown): string {
  return hashContent({ marking, holds }).contentHash;
}

/** Files as facts: which, of what kind and size, and the numbers of their pages. */
function factsOf(files: readonly MadeFile[]): string {
  return files
    .map(({ id, volume, mediaType, bytes, pages, firstPage }) =>
      [volume, id, mediaType, bytes, pages ?? '', firstPage ?? ''].join(' '),
    )
    .join(', ');
}

/** Packs that were asked for: their recipe, and the hashes of their files for as long as these are kept. */
export const packRecords: RecordKind<PackRow> = {
  tables: ['packs', 'pack_files'],
  replay() {
    const rows: RecordedRows = new Map();
    const change = (number: number, state: string, kept = '', files = '') =>
      changeRow(rows, packKey(number), { state, kept, files });
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'pack.asked': {
            const { number, form, recipeHash, assessmentId, kind, version } = event.data;
            const content = `${kind} ${version} of ${assessmentId}`;
            const facts = { state: 'asked', form, recipeHash, content, kept: '', files: '', link: null };
            rows.set(packKey(number), { facts });
            break;
          }
          case 'pack.asked-again':
            change(event.data.number, 'asked');
            break;
          case 'pack-copy.shared':
            changeRow(rows, packKey(event.data.copy), { link: event.subject });
            break;
          case 'pack.made': {
            const { number, files, holdsHash } = event.data;
            change(number, 'made', files.map(({ sha256 }) => sha256).join(' '), factsOf(files));
            if (holdsHash !== undefined) changeRow(rows, packKey(number), { holdsHash });
            break;
          }
          case 'pack.failed':
            change(event.data.number, 'failed');
            break;
          case 'pack.cancelled':
            change(event.data.number, 'cancelled');
            break;
          case 'pack.removed':
            change(event.data.number, 'removed');
            break;
          case 'evidence.erased':
            for (const { assessmentId, kind, version } of event.data.redacted)
              for (const [key, { facts }] of rows)
                if (facts.state === 'made' && facts.content === `${kind} ${version} of ${assessmentId}`)
                  changeRow(rows, key, { state: 'removed', kept: '', files: '' });
        }
      },
    };
  },
  select: `select number, case when state in ('waiting', 'making') then 'asked' else state::text end as state,
                  encode(sha256(convert_to(recipe, 'UTF8')), 'hex') as "recipeHash",
                  snapshot_kind || ' ' || snapshot_version || ' of ' || assessment_id as content,
                  coalesce((select string_agg(f.sha256, ' ' order by f.volume) from pack_files f
                             where f.council_id = packs.council_id and f.pack_id = packs.id and f.removed_at is null),
                           '') as kept,
                  coalesce((select string_agg(concat_ws(' ', f.volume, f.id, f.media_type, f.bytes, coalesce(f.pages::text, ''),
                                                        coalesce(f.first_page::text, '')), ', ' order by f.volume)
                              from pack_files f
                             where f.council_id = packs.council_id and f.pack_id = packs.id and f.removed_at is null),
                           '') as files,
                  form::text as form, marking, holds, link_id::text as link
             from packs where council_id = $1::uuid`,
  stored: ({ number, marking, holds, ...facts }) => ({
    key: packKey(number),
    facts: { ...facts, holdsHash: hashHolds(marking, holds) },
  }),
};

function packKey(number: number): string {
  return `pack ${number}`;
}

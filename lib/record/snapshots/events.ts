import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import type { SnapshotKind } from '#lib/record/snapshots/rules.ts';

type SnapshotRow = {
  readonly assessmentId: string;
  readonly kind: SnapshotKind;
  readonly version: number;
  readonly stated: string;
  readonly contentHash: string;
};

/** The exact content sent for sign-off, signed, closed or in a pack, by its hash, or by that of what an erasure left of it. */
export const snapshotRecords: RecordKind<SnapshotRow> = {
  tables: ['assessment_snapshots'],
  replay() {
    const rows: RecordedRows = new Map();
    const keep = (assessmentId: string, kind: SnapshotKind, version: number, contentHash: string) =>
      rows.set(snapshotKey({ assessmentId, kind, version }), { facts: { contentHash, stated: contentHash } });
    return {
      rows,
      apply(event) {
        if (event.type === 'review.proposed')
          keep(event.subject, 'proposed', event.data.step, event.data.contentHash);
        if (event.type === 'review.signed')
          keep(event.subject, 'signed', event.data.version, event.data.contentHash);
        if (event.type === 'assessment.closed') {
          const { version = 1, contentHash } = event.data;
          keep(event.subject, 'closed', version, contentHash);
        }
        if (event.type === 'pack.asked' && event.data.kind === 'packed') {
          const { assessmentId, version, contentHash } = event.data;
          keep(assessmentId, 'packed', version, contentHash);
        }
        if (event.type === 'evidence.erased')
          for (const { hash, ...key } of event.data.redacted)
            changeRow(rows, snapshotKey(key), { contentHash: hash });
      },
    };
  },
  select: `select assessment_id::text as "assessmentId", kind::text, version, content_hash as stated,
                  encode(sha256(convert_to(content, 'UTF8')), 'hex') as "contentHash"
             from assessment_snapshots where council_id = $1::uuid`,
  stored: ({ stated, contentHash, ...key }) => ({ key: snapshotKey(key), facts: { stated, contentHash } }),
};

function snapshotKey({
  assessmentId,
  kind,
  version,
}: Pick<SnapshotRow, 'assessmentId' | 'kind' | 'version'>): string {
  const what = {
    signed: `signed version ${version}`,
    proposed: `content sent for sign-off in step ${version}`,
    closed: version === 1 ? 'content at its closing' : `content at closing ${version}`,
    packed: `content of pack ${version}`,
  };
  return `${what[kind]}, ${assessmentId}`;
}

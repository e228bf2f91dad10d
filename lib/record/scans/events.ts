import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { Verdict } from '#lib/platform/scanning/clamd.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `version`: of the item's file. `result`: what was found, or why it could not be scanned. Empty: clean. */
    'file.scanned': { subject: string; data: { version: number; scan: Verdict['scan']; result: string } };
    'file.scan-requested': { subject: string; data: { version: number } };
    /** The service has a scanner, or none any more. `files`: how many were not scanned before, or are not any more. */
    'scanning.started': { subject: string; data: { files: number } };
    'scanning.stopped': { subject: string; data: { files: number } };
  }
}

export const scanEvents = describeEvents({
  'file.scanned': {
    kind: 'scans',
    title: ({ subject, data }) => `File of evidence ${subject}: ${SCAN_NAMES[data.scan].toLowerCase()}`,
    detail: ({ data }) => data.result || null,
  },
  'file.scan-requested': {
    kind: 'scans',
    title: ({ subject }) => `Another virus check of evidence ${subject} asked for`,
  },
  'scanning.started': {
    kind: 'scans',
    title: ({ data }) => `${formatCount(data.files, 'file')} to be checked for viruses`,
  },
  'scanning.stopped': {
    kind: 'scans',
    title: ({ data }) => `Virus checks ended, with ${formatCount(data.files, 'file')} not checked`,
  },
});

type ScanRow = {
  readonly item: number;
  readonly version: number;
  readonly scan: string;
  readonly result: string;
  readonly isOnItem: boolean;
};

/** What the scanner answered about each file. Whether others wait depends on the settings of the service. */
export const scanRecords: RecordKind<ScanRow> = {
  // `evidenceRecords` accounts for the table.
  tables: [],
  replay() {
    const rows: RecordedRows = new Map();
    const erased = new Set<string>();
    return {
      rows,
      apply(event) {
        if (event.type === 'file.scanned') {
          const { version, scan, result } = event.data;
          rows.set(keyOf(event.subject, version), { facts: { scan, result, isOnItem: true } });
        } else if (event.type === 'file.scan-requested') {
          rows.delete(keyOf(event.subject, event.data.version));
        } else if (event.type === 'evidence.erased') {
          // Nothing changes of it any more.
          for (const key of rows.keys()) if (isOf(event.subject, key)) erased.add(key);
        } else if (event.type === 'scanning.stopped') {
          for (const [key, { facts }] of rows)
            if (facts.scan === 'failed' && !erased.has(key)) rows.delete(key);
        }
      },
    };
  },
  select: `select i.number as item, v.number as version, f.scan::text, f.scan_result as result,
                  i.scan = f.scan or exists (
                    select from evidence_versions later
                     where later.council_id = v.council_id and later.item_id = v.item_id and later.number > v.number
                  ) as "isOnItem"
             from files f
             join evidence_versions v on v.council_id = f.council_id and v.file_id = f.id
             join evidence_items i on i.council_id = v.council_id and i.id = v.item_id
            where f.council_id = $1::uuid and f.scan in ('clean', 'infected', 'failed')`,
  stored: ({ item, version, ...facts }) => ({ key: keyOf(`E${item}`, version), facts }),
};

function isOf(reference: string, key: string): boolean {
  return key.endsWith(` of ${reference}`);
}

function keyOf(reference: string, version: number): string {
  return `virus scan of version ${version} of the file of ${reference}`;
}

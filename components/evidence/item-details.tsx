import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { formatBytes, formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ERASED_ADDRESS, ERASED_NAME, isUsable } from '#lib/record/evidence/lifecycle.ts';
import type { EvidenceItemView, FileVersion } from '#lib/record/evidence/queries.ts';
import { categoryName, DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import { SCAN_NAME, SCAN_NAMES } from '#lib/record/scans/rules.ts';
import { kindOfFile } from './source-in-words.ts';
import { ItemLink } from './transcripts.tsx';

/** The details the council gave of an item. */
export function ItemDetails({
  council,
  item,
  framework,
}: {
  council: string;
  item: EvidenceItemView;
  framework: Framework;
}) {
  const { transcriptOf } = item;
  return (
    <SummaryList
      rows={[
        ...(transcriptOf
          ? [{ key: 'Transcript of', value: <ItemLink council={council} item={transcriptOf} /> }]
          : []),
        { key: DETAIL_NAMES.category, value: categoryName(item.category, framework) },
        { key: DETAIL_NAMES.datedOn, value: item.datedOn && formatDate(item.datedOn) },
        { key: DETAIL_NAMES.owner, value: item.state === 'erased' ? ERASED_NAME : item.owner },
        { key: DETAIL_NAMES.marking, value: item.marking },
        { key: DETAIL_NAMES.containsPersonalData, value: item.containsPersonalData ? 'Yes' : 'No' },
      ]}
    />
  );
}

type Added = EvidenceItemView['added'];

/** Its file or link, and who added that. */
export function SourceDetails({
  source,
  added,
  scan,
}: {
  source: EvidenceItemView['source'];
  added: Added;
  scan: FileVersion['scan'] | undefined;
}) {
  const addedRow = { key: 'Added', value: `By ${added.by}, ${formatDateTime(added.at)}` };
  if (source.kind === 'link') {
    return (
      <SummaryList
        rows={[
          {
            key: 'Address',
            value:
              source.url === ERASED_ADDRESS ? (
                ERASED_NAME
              ) : (
                <Link href={source.url}>
                  <Address>{source.url}</Address>
                </Link>
              ),
          },
          addedRow,
        ]}
      />
    );
  }
  return (
    <SummaryList
      rows={[
        { key: 'File name', value: source.name },
        ...(source.name === ERASED_NAME ? [] : [{ key: 'Type', value: kindOfFile(source.name) }]),
        { key: 'Size', value: sizeInWords(source.bytes) },
        { key: 'SHA-256', value: <code className="text-16 break-all">{source.sha256}</code> },
        ...(scan ? [{ key: SCAN_NAME, value: describeScan(scan) }] : []),
        addedRow,
      ]}
    />
  );
}

function describeScan({ state, since }: FileVersion['scan']): string {
  return since ? `${SCAN_NAMES[state]}, ${formatDateTime(since)}` : SCAN_NAMES[state];
}

/** Also exactly, where it is rounded. */
function sizeInWords(bytes: number): string {
  const exact = formatCount(bytes, 'byte');
  return bytes < 1024 ? exact : `${formatBytes(bytes)} (${exact})`;
}

type FileVersionsProps = {
  council: string;
  reference: string;
  versions: readonly FileVersion[];
  mayDownload: boolean;
};

/** The versions of its file, the newest first: who added each, when and why, and what was signed with it. */
export function FileVersions({ council, reference, versions, mayDownload }: FileVersionsProps) {
  const newest = versions[0]?.number ?? 1;
  return (
    <SummaryList
      rows={versions.map(({ number, name, bytes, sha256, reason, by, at, scan, signed }) => ({
        key: `Version ${number}${number === newest ? ' (current)' : ''}`,
        value: (
          <div className="space-y-1 wrap-anywhere">
            <p>
              {mayDownload && isUsable(scan.state) ? (
                <Link href={routes.evidenceFile(council, reference, number)}>
                  Download <bdi>{name}</bdi> ({formatBytes(bytes)})
                </Link>
              ) : (
                <>
                  <bdi>{name}</bdi> ({formatBytes(bytes)})
                </>
              )}
            </p>
            <p>
              Added by {by}, {formatDateTime(at)}
            </p>
            {reason !== '' && (
              <p>
                Why: <bdi>{reason}</bdi>
              </p>
            )}
            {signed.map(({ cycle, version }) => (
              <p key={`${cycle} ${version}`}>
                <b>
                  Signed in <bdi>{cycle}</bdi>, version {version}
                  {number < newest && `; replaced since by version ${newest}`}
                </b>
              </p>
            ))}
            <p>
              {SCAN_NAME}: {describeScan(scan)}
            </p>
            <p className="text-16">
              SHA-256 <code className="break-all">{sha256}</code>
            </p>
          </div>
        ),
      }))}
    />
  );
}

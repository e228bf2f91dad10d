import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { topicName } from '#lib/frameworks/topics.ts';
import { formatBytes, formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ERASED_ADDRESS, ERASED_NAME, isUsable } from '#lib/record/evidence/lifecycle.ts';
import type { EvidenceItemView, FileVersion } from '#lib/record/evidence/queries.ts';
import {
  categoryName,
  DETAIL_NAMES,
  PERSONAL_DATA_NAMES,
  personalDataOf,
} from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES } from '#lib/record/evidence/voices.ts';
import { SCAN_NAME, SCAN_NAMES } from '#lib/record/scans/rules.ts';
import { describeReading, TEXT_NAME } from '#lib/record/texts/rules.ts';
import { kindOfFile } from './source-in-words.ts';
import { ItemLink } from './transcripts.tsx';

/** The details the council gave of an item. */
export function ItemDetails({
  council,
  item,
  framework,
  ownTopics,
}: {
  council: string;
  item: EvidenceItemView;
  framework: Framework;
  /** The council's own, by which its topics are named. */
  ownTopics: Parameters<typeof topicName>[1];
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
        { key: DETAIL_NAMES.containsPersonalData, value: PERSONAL_DATA_NAMES[personalDataOf(item)] },
        { key: DETAIL_NAMES.reviewBy, value: item.reviewBy && formatDate(item.reviewBy) },
        { key: DETAIL_NAMES.voices, value: item.voices.map((voice) => VOICE_NAMES[voice]).join(', ') },
        { key: DETAIL_NAMES.topics, value: item.topics.map((key) => topicName(key, ownTopics)).join(', ') },
        { key: DETAIL_NAMES.tags, value: item.tags.join(', ') },
      ]}
    />
  );
}

type Added = EvidenceItemView['added'];

/** Its file or link, and who added that. */
export function SourceDetails({
  source,
  added,
  newest,
}: {
  source: EvidenceItemView['source'];
  added: Added;
  newest: FileVersion | undefined;
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
        { key: 'Fingerprint (SHA-256)', value: <code className="text-16 break-all">{source.sha256}</code> },
        ...(newest ? [{ key: SCAN_NAME, value: describeScan(newest.scan) }] : []),
        ...(newest && readingOf(newest) ? [{ key: TEXT_NAME, value: readingOf(newest) }] : []),
        addedRow,
      ]}
    />
  );
}

function describeScan({ state, since }: FileVersion['scan']): string {
  return since ? `${SCAN_NAMES[state]}, ${formatDateTime(since)}` : SCAN_NAMES[state];
}

/** '' of a file that may not be opened: its scan says why. */
function readingOf({ reading, scan, name }: FileVersion): string {
  return reading && isUsable(scan.state) ? describeReading(reading, name) : '';
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
export function FileVersions({ versions, ...given }: FileVersionsProps) {
  const newest = versions[0]?.number ?? 1;
  return (
    <SummaryList
      rows={versions.map((version) => ({
        key: `Version ${version.number}${version.number === newest ? ' (current)' : ''}`,
        value: <VersionDetails version={version} newest={newest} {...given} />,
      }))}
    />
  );
}

type VersionDetailsProps = Omit<FileVersionsProps, 'versions'> & { version: FileVersion; newest: number };

function VersionDetails({ council, reference, version: shown, newest, mayDownload }: VersionDetailsProps) {
  const { number, name, bytes, sha256, reason, by, at, scan, signed } = shown;
  const reading = readingOf(shown);
  return (
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
      {mayDownload && number > 1 && (
        <p>
          <Link href={routes.compareVersions(council, reference, number - 1, number)}>
            Compare with version {number - 1}
          </Link>
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
      {reading !== '' && (
        <p>
          {TEXT_NAME}: {reading}
        </p>
      )}
      <p className="text-16">
        Fingerprint (SHA-256) <code className="break-all">{sha256}</code>
      </p>
    </div>
  );
}

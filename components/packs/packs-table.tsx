import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag, type TagTone } from '#components/ui/tag.tsx';
import type { PackView } from '#lib/exchange/packs/queries.ts';
import {
  describeContent,
  describeKind,
  PACK_STATE_NAMES,
  type PackState,
  progressCounts,
} from '#lib/exchange/packs/rules.ts';
import { formatBytes, formatCount, formatHash } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';

export const PACK_TONES: Record<PackState, TagTone> = {
  waiting: 'info',
  making: 'info',
  made: 'plain',
  failed: 'warning',
  cancelled: 'neutral',
  removed: 'neutral',
};

type PacksTableProps = { council: string; packs: readonly PackView[] };

export function PacksTable({ council, packs }: PacksTableProps) {
  return (
    <Table
      caption="Packs, newest first"
      captionHidden
      stacked
      wide
      columns={[
        { header: 'What it is for' },
        { header: 'Content' },
        { header: 'Asked for' },
        { header: 'State' },
        { header: 'File' },
        { header: 'Kept until' },
      ]}
      rows={packs.map((pack) => ({
        key: String(pack.number),
        cells: [
          <Link key="pack" href={routes.pack(council, pack.number)}>
            {pack.number}. <bdi>{pack.purpose}</bdi>
          </Link>,
          `${describeKind(pack)}: ${describeContent(pack)}`,
          <>
            <bdi>{pack.by}</bdi>, {formatDateTime(pack.askedAt)}
          </>,
          <State key="state" pack={pack} />,
          <File key="file" pack={pack} />,
          pack.state === 'made' && pack.expiresAt ? formatDate(pack.expiresAt) : '',
        ],
      }))}
    />
  );
}

function State({ pack: { form, state, step, done, total } }: { pack: PackView }) {
  return (
    <>
      <Tag tone={PACK_TONES[state]}>{PACK_STATE_NAMES[state]}</Tag>
      {state === 'making' && total > 0 && `, ${done} of ${formatCount(total, progressCounts(form, step))}`}
    </>
  );
}

function File({ pack: { files } }: { pack: PackView }) {
  const kept = files.filter(({ isKept }) => isKept);
  if (kept.length === 0) return '';
  return (
    <ul>
      {kept.map(({ volume, bytes, pages, sha256 }) => (
        <li key={volume}>
          {formatBytes(bytes)}
          {pages !== null && `, ${formatCount(pages, 'page')}`},{' '}
          <code>{formatHash(sha256.slice(0, 8))}…</code>
        </li>
      ))}
    </ul>
  );
}

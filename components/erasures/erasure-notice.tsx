import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ErasureView } from '#lib/work/erasures/queries.ts';

type ErasureNoticeProps = { council: string; reference: string; erasure: ErasureView; mayErase: boolean };

/** Says on an item's page that it is erased, or that somebody asks for it. */
export function ErasureNotice({ council, reference, erasure, mayErase }: ErasureNoticeProps) {
  const { askedBy, askedAt, reason, answered } = erasure;
  if (answered?.outcome === 'confirmed') {
    return (
      <div className="mb-8">
        <WarningText>
          Erased: <bdi>{reason}</bdi>
        </WarningText>
        <p className="max-w-text">
          Asked for by {askedBy}, {formatDateTime(askedAt)}. Confirmed by {answered.by},{' '}
          {formatDateTime(answered.at)}. Its number, size and fingerprint are kept, and texts that cite it
          show it as erased.
        </p>
      </div>
    );
  }
  if (answered !== null) return null;
  return (
    <p className="mb-8 max-w-text border-l-4 border-rule-strong py-2 pl-4">
      {askedBy} asked for {reference} to be erased, {formatDateTime(askedAt)}. Another assurance lead or
      director has to confirm.{' '}
      {mayErase && <Link href={routes.eraseEvidence(council, reference)}>See the request</Link>}
    </p>
  );
}

import { Markup } from '#components/layout/markup.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Redacted } from '#components/snapshots/redacted.tsx';
import { SnapshotView } from '#components/snapshots/snapshot-view.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatHash } from '#lib/kernel/format.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import type { SignedVersionView } from '#lib/work/reviews/queries.ts';

type SignedVersionProps = { council: string; signed: SignedVersionView; mayExport: boolean };

/** The full content of a signed version, and who signed it. */
export function SignedVersion({ council, signed, mayExport }: SignedVersionProps) {
  const { cycle, kept, role, newest } = signed;
  const { snapshot, version, madeBy, madeAt, contentHash, redactedHash } = kept;
  const { name, period } = snapshot.cycle;
  return (
    <>
      <PageHeading caption={name} dates={formatDateRange(period.startsOn, period.endsOn)}>
        Version {version}, as signed
      </PageHeading>
      {newest > version && (
        <InsetText>
          <Link href={routes.signedVersion(council, cycle.number, newest)}>Version {newest}</Link> has been
          signed since.
        </InsetText>
      )}
      <p className="max-w-text">
        Signed by <bdi>{madeBy}</bdi>, {ROLE_NAMES[role].toLowerCase()}, {formatDateTime(madeAt)}. It cannot
        be changed.
      </p>
      <p className="mt-1 mb-6 text-16 text-ink-soft">
        Document fingerprint (SHA-256) <code className="tabular">{formatHash(contentHash)}</code>
      </p>
      {redactedHash !== null && <Redacted />}
      {mayExport && (
        <ButtonLink href={routes.signedPack(council, cycle.number, version)}>
          Download as evidence pack (PDF)
        </ButtonLink>
      )}
      <div className="mt-8">
        <Markup name="content" of={[council, redactedHash ?? contentHash]}>
          {() => <SnapshotView council={council} snapshot={snapshot} />}
        </Markup>
      </div>
    </>
  );
}

import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { CheckPackForm } from '#components/pack-checks/check-pack-form.tsx';
import { CheckedPackResult } from '#components/pack-checks/checked-pack-result.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { findPack } from '#lib/exchange/pack-checks/queries.ts';
import { parseFingerprint } from '#lib/exchange/pack-checks/rules.ts';

type CheckPackPageProps = { searchParams: Promise<{ fingerprint?: string | string[] }> };

const TITLE = 'Check an evidence pack';
const NOT_ONE = 'Enter the fingerprint as 64 digits and letters from a to f';

export default async function CheckPackPage({ searchParams }: CheckPackPageProps) {
  const { fingerprint } = await searchParams;
  const typed = typeof fingerprint === 'string' ? fingerprint.slice(0, 200) : undefined;
  const sha256 = typed === undefined ? null : parseFingerprint(typed);
  const error = typed === undefined || sha256 ? undefined : NOT_ONE;
  const title = error ? `Error: ${TITLE}` : TITLE;
  return (
    <PublicFrame title={title}>
      <ErrorSummary errors={error ? [{ field: 'fingerprint', message: error }] : []} />
      <PageHeading lead="Find out whether an evidence pack that you were given is the file that left the council, byte for byte.">
        {TITLE}
      </PageHeading>
      {sha256 && <CheckedPackResult key={sha256} sha256={sha256} pack={await findPack(sha256)} />}
      <CheckPackForm typed={sha256 ? '' : (typed ?? '')} error={error} />
    </PublicFrame>
  );
}

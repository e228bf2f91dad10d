import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { VersionChanges } from '#components/evidence/version-changes.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { getVersionComparison } from '#lib/pages/version-comparison.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { recordView } from '#lib/record/evidence/commands.ts';

type ComparePageProps = {
  params: Promise<{ council: string; reference: string }>;
  searchParams: Promise<Partial<Record<'from' | 'to', string | string[]>>>;
};

/** What two versions of an item's file say, compared. */
export default async function ComparePage({ params, searchParams }: ComparePageProps) {
  const { council, reference } = await params;
  const asked = await searchParams;
  const context = await requireCouncil(council, 'evidence:download');
  const comparison =
    (await getVersionComparison(context, reference, {
      from: parsePositiveInt(asked.from),
      to: parsePositiveInt(asked.to),
    })) ?? notFound();
  const { from, to, words } = comparison;
  if (words.ok) {
    for (const { sha256 } of [from, to]) await recordView(context, comparison.reference, sha256);
  }
  const heading = `Versions ${from.number} and ${to.number} of ${comparison.reference}`;
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: routes.evidenceItem(council, comparison.reference), text: comparison.reference },
      ]}
    >
      <PageTitle within={context.council.name}>{heading}</PageTitle>
      <PageHeading caption={`${comparison.reference} ${comparison.title}`}>{heading}</PageHeading>
      <VersionChanges council={council} comparison={comparison} />
    </CouncilFrame>
  );
}

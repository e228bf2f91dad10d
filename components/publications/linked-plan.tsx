import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import type { KeptPublication } from '#lib/exchange/publications/rules.ts';
import { formatHash } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { PublishedPlan } from './published-plan.tsx';

type LinkedPlanProps = {
  kept: Pick<KeptPublication, 'publication' | 'contentHash' | 'at'>;
  pdfHref: string;
};

/** The plan as it was last published, for people with only its link. */
export function LinkedPlan({ kept, pdfHref }: LinkedPlanProps) {
  const { publication, contentHash, at } = kept;
  const day = formatDate(londonDay(at));
  return (
    <>
      <PageHeading caption={publication.council.name} lead={`Published on ${day}.`}>
        Improvement plan
      </PageHeading>
      <div className="mb-10">
        <ButtonLink href={pdfHref}>Download as PDF</ButtonLink>
      </div>
      <PublishedPlan publication={publication} />
      <Section heading="About this page">
        <SummaryList
          rows={[
            { key: 'Published on', value: day },
            { key: 'Document fingerprint', value: <code>{formatHash(contentHash)}</code> },
          ]}
        />
        <p className="mt-4 max-w-text text-ink-soft">
          The council’s own plan, as it was on that day. This page shows the next one when it is published.
        </p>
      </Section>
    </>
  );
}

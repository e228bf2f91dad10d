import { notFound } from 'next/navigation';
import { PointTable } from '#components/accuracy/point-table.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { recordOpening } from '#lib/record/accuracy/commands.ts';
import { getDraftPage } from '#lib/record/accuracy/queries.ts';

type DraftTextProps = {
  params: Promise<{ council: string; number: string; draft: string; page: string }>;
};

export default async function DraftTextPage({ params }: DraftTextProps) {
  const asked = await params;
  const { council } = asked;
  const context = await requireCouncil(council, 'named:work');
  const number = parsePositiveInt(asked.number) ?? notFound();
  const view = await getDraftPage(context, number, {
    draft: parsePositiveInt(asked.draft) ?? notFound(),
    page: parsePositiveInt(asked.page) ?? notFound(),
  });
  if (!view) notFound();
  const { inspection, draft, page, body, points } = view;
  await recordOpening(context, number, draft.number);
  const isOpen = inspection.state === 'open';
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`Page ${page} of the draft report, ${inspection.name}`}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, number), text: inspection.name },
        { href: routes.accuracy(council, number), text: 'Draft report' },
      ]}
    >
      <p className="mb-2 font-bold">OFFICIAL-SENSITIVE</p>
      <PageHeading
        caption={`${inspection.name}, draft ${draft.number}`}
        lead="The words of the page, as they were read from the file."
      >
        Page {page} of {draft.pages}
      </PageHeading>
      {body === '' ? (
        <p className="max-w-text text-ink-soft">No words were found on this page. It may be a picture.</p>
      ) : (
        <p dir="auto" className="max-w-text wrap-anywhere whitespace-pre-line">
          {body}
        </p>
      )}
      <Section heading="Points on this page">
        {points.length > 0 && (
          <PointTable
            {...{ council, points }}
            inspection={number}
            caption="Points on this page"
            readable={[draft.number]}
            mayChange={isOpen}
          />
        )}
        {isOpen && (
          <p className="mt-4 print:hidden">
            <ButtonLink href={routes.addAccuracyPoint(council, number, { page })} kind="secondary">
              Add a point
            </ButtonLink>
          </p>
        )}
        {points.length === 0 && !isOpen && <p>None.</p>}
      </Section>
      <Pagination
        page={page}
        pages={draft.pages}
        hrefFor={(to) => routes.draftReportPage(council, number, draft.number, to)}
        label="Pages of the draft report"
      />
    </CouncilFrame>
  );
}

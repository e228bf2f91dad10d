import { notFound } from 'next/navigation';
import { PointTable } from '#components/accuracy/point-table.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatBytes, formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getAccuracy, type ReportDraft } from '#lib/record/accuracy/queries.ts';
import { describeClock, pointsToSend } from '#lib/record/accuracy/rules.ts';

type AccuracyPageProps = { params: Promise<{ council: string; number: string }> };

export default async function AccuracyPage({ params }: AccuracyPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await getAccuracy(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, drafts, points, due } = view;
  const isOpen = inspection.state === 'open';
  const here = inspection.number;
  const today = londonDay(context.now());
  const upload = (
    <ButtonLink
      href={routes.addDraftReport(council, here)}
      kind={drafts.length === 0 ? 'primary' : 'secondary'}
    >
      {drafts.length === 0 ? 'Upload the draft report' : 'Upload a later draft'}
    </ButtonLink>
  );
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`Draft report, ${inspection.name}`}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, here), text: inspection.name },
      ]}
    >
      <p className="mb-2 font-bold">OFFICIAL-SENSITIVE</p>
      <PageHeading
        caption={inspection.name}
        lead={
          due && isOpen
            ? `Points of accuracy: ${describeClock(due.day, today)}.${due.isCertain ? '' : ' Bank holidays of that year are not published yet, so check this date.'}`
            : undefined
        }
      >
        Draft report
      </PageHeading>
      {drafts.length === 0 ? (
        <EmptyState action={isOpen && upload}>
          No draft report yet. Upload it on the day it comes: the council has ten working days to check its
          facts.
        </EmptyState>
      ) : (
        <>
          <ul className="border-t border-rule">
            {drafts.map((draft) => (
              <DraftLine key={draft.number} {...{ council, draft }} inspection={here} />
            ))}
          </ul>
          {isOpen && <p className="mt-6 print:hidden">{upload}</p>}
          <Section
            heading="Points"
            message={`${formatCount(points.length, 'point')}, ${pointsToSend(points).length} agreed or sent`}
            action={
              isOpen ? <Link href={routes.addAccuracyPoint(council, here)}>Add a point</Link> : undefined
            }
          >
            {points.length === 0 ? (
              <p>No point yet. Open a page of the draft and add one there.</p>
            ) : (
              <PointTable
                {...{ council, points }}
                inspection={here}
                caption="Points in the order of the pages"
                readable={drafts.filter(({ isRemoved }) => !isRemoved).map((draft) => draft.number)}
                mayChange={isOpen}
              />
            )}
          </Section>
          {points.length > 0 && (
            <Section heading="Download">
              <ul className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
                <li>
                  <Link href={routes.accuracyExport(council, here, 'csv')}>All points (CSV)</Link>
                </li>
                <li>
                  {pointsToSend(points).length > 0 ? (
                    <Link href={routes.accuracyExport(council, here, 'pdf')}>
                      Agreed and sent points (PDF)
                    </Link>
                  ) : (
                    'The PDF for CQC has the points that are agreed or sent. There is none yet.'
                  )}
                </li>
              </ul>
            </Section>
          )}
        </>
      )}
    </CouncilFrame>
  );
}

function DraftLine({
  council,
  inspection,
  draft,
}: {
  council: string;
  inspection: number;
  draft: ReportDraft;
}) {
  const { number, receivedOn, name, bytes, pages, isScanned, uploaded, isRemoved } = draft;
  return (
    <li className="border-b border-rule py-3">
      <p className="font-semibold">
        Draft {number}, received on {formatDate(receivedOn)}
      </p>
      <p className="text-16 wrap-anywhere text-ink-soft">
        <bdi>{name}</bdi>, {formatCount(pages, 'page')}, {formatBytes(bytes)}
        {isScanned ? ', found clean' : ', not scanned for viruses'}. Uploaded by <bdi>{uploaded.by}</bdi>,{' '}
        {formatDateTime(uploaded.at)}
      </p>
      {isRemoved ? (
        <p className="text-16">Removed: its file and words are gone.</p>
      ) : (
        <p className="flex flex-wrap gap-x-6 gap-y-1 text-16 print:hidden">
          <Link href={routes.draftReportPage(council, inspection, number, 1)}>Read it page by page</Link>
          <Link href={routes.draftReportFile(council, inspection, number)}>Download it</Link>
          <Link href={routes.draftReport(council, inspection, number)}>Remove draft {number}</Link>
        </p>
      )}
    </li>
  );
}

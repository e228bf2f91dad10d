import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { SendForm } from '#components/returns/send-form.tsx';
import { UnsendForm } from '#components/returns/unsend-form.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getReturnToSend } from '#lib/record/returns/queries.ts';
import { countItems, describeCounts, withStandings } from '#lib/record/returns/readiness.ts';

type SentPageProps = { params: Promise<{ council: string; number: string; list: string }> };

/** Marks a list as sent, or as not sent after all. */
export default async function SentPage({ params }: SentPageProps) {
  const { council, number, list: listNumber } = await params;
  const context = await requireCouncil(council, 'return:manage');
  const inspection = parsePositiveInt(number) ?? notFound();
  const found = await getReturnToSend(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!found) notFound();
  const { list, packs } = found;
  if (!list.inspection.isOpen) redirect(routes.returnList(council, inspection, list.number));
  const about = { council, inspection, list: list.number, version: list.version };
  const frame = { context, place: 'inspections', breadcrumbs: listCrumbs(council, list) } as const;
  if (list.sent)
    return (
      <CouncilFrame {...frame} title="Mark as not sent">
        <PageHeading
          caption={list.name}
          lead={`It was sent on ${formatDate(list.sent.on)}, so its answers cannot be changed. If it was not, open it again.`}
        >
          Mark as not sent
        </PageHeading>
        <UnsendForm {...about} />
      </CouncilFrame>
    );
  const today = londonDay(context.now());
  return (
    <CouncilFrame {...frame}>
      <SendForm
        {...about}
        councilName={context.council.name}
        packs={packs}
        title="Mark as sent"
        heading={
          <PageHeading
            caption={list.name}
            lead={`${describeCounts(countItems(withStandings(list, today)))}. Once it is marked as sent, its answers cannot be changed.`}
          >
            Mark as sent
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}

import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { NextStep } from '#components/inspections/next-step.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { KIND_NAMES } from '#lib/record/inspections/plans.ts';
import { listInspections } from '#lib/record/inspections/queries.ts';
import { describeInspection } from '#lib/record/inspections/rules.ts';

export default async function InspectionsPage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'inspection:view');
  const inspections = await listInspections(context);
  const today = londonDay(context.now());
  const mayManage = can(context, 'inspection:manage');
  const open = inspections.filter(({ state }) => state === 'open');
  const past = inspections.filter(({ state }) => state !== 'open');
  const start = (
    <ButtonLink href={routes.startInspection(council)} kind="secondary">
      Start an inspection
    </ButtonLink>
  );
  return (
    <CouncilFrame context={context} place="inspections" title="Inspections">
      <PageHeading lead="From the day of the notice to the report: what is due when, and who sees to it.">
        Inspections
      </PageHeading>
      {inspections.length === 0 ? (
        <EmptyState action={mayManage && start}>
          No inspection yet. Start one on the day the notice comes, or rehearse.
        </EmptyState>
      ) : (
        mayManage && <p className="mb-6 print:hidden">{start}</p>
      )}
      {open.length > 0 && (
        <Section heading="Under way">
          <ul className="border-t border-rule">
            {open.map((inspection) => (
              <li key={inspection.number} className="border-b border-rule py-4">
                <p className="font-semibold">
                  <Link href={routes.inspection(council, inspection.number)}>
                    <bdi>{inspection.name}</bdi>
                  </Link>
                </p>
                <p>
                  <NextStep steps={inspection.steps} today={today} />
                </p>
                <p className="text-16 text-ink-soft">{describeInspection(inspection)}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {past.length > 0 && (
        <Section heading="Past">
          <Table
            caption="Past inspections"
            captionHidden
            stacked
            columns={[
              { header: 'Inspection' },
              { header: 'Kind' },
              { header: 'Notice' },
              { header: 'Ended' },
            ]}
            rows={past.map(({ number, name, kind, rehearsal, noticeOn, state, endedOn }) => ({
              key: `${number}`,
              cells: [
                <Link key="name" href={routes.inspection(council, number)}>
                  <bdi>{name}</bdi>
                </Link>,
                `${KIND_NAMES[kind]}${rehearsal ? ', rehearsal' : ''}`,
                formatDate(noticeOn),
                `${capitalise(state)} on ${endedOn ? formatDate(endedOn) : ''}`,
              ],
            }))}
          />
        </Section>
      )}
    </CouncilFrame>
  );
}

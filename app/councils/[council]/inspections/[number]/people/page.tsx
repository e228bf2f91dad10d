import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { EndNamedForm } from '#components/inspections/end-named-form.tsx';
import { NamePersonForm } from '#components/inspections/name-person-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { type NamedPerson, PART_NAMES } from '#lib/record/inspections/named.ts';
import { getNamedPeople } from '#lib/record/inspections/queries.ts';

type NamedPeoplePageProps = { params: Promise<{ council: string; number: string }> };

export default async function NamedPeoplePage({ params }: NamedPeoplePageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'inspection:view');
  const view = await getNamedPeople(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, people, candidates } = view;
  const heading = (
    <PageHeading
      caption={inspection.name}
      lead="Cases, reflective logs and the draft report of this inspection are seen by those who are named for them, and by nobody else, whatever their role. Each naming is in the history."
    >
      Named people
    </PageHeading>
  );
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={candidates ? undefined : 'Named people'}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
      ]}
    >
      {candidates ? (
        <NamePersonForm
          council={council}
          councilName={context.council.name}
          inspection={inspection.number}
          candidates={candidates}
          title="Named people"
          heading={heading}
        />
      ) : (
        <>
          {heading}
          <p className="max-w-text">{`Only ${whoCan('inspection:name')} can name people.`}</p>
        </>
      )}
      <Section heading="Named now">
        {people.length === 0 ? (
          <EmptyState>Nobody is named in this inspection.</EmptyState>
        ) : (
          <Table
            caption="People named in this inspection"
            captionHidden
            stacked
            columns={[
              { header: 'Person' },
              { header: 'Named as' },
              { header: 'By' },
              ...(candidates ? [{ header: 'End', label: '', action: true }] : []),
            ]}
            rows={people.map((named) => ({
              key: named.id,
              cells: [
                <Name key="name" named={named} />,
                PART_NAMES[named.part],
                <span key="by">
                  <bdi>{named.by}</bdi>, {formatDate(named.at)}
                </span>,
                ...(candidates
                  ? [
                      <EndNamedForm
                        key="end"
                        council={council}
                        inspection={inspection.number}
                        named={named.id}
                        what={`${named.person.name} as ${PART_NAMES[named.part].toLowerCase()}`}
                      />,
                    ]
                  : []),
              ],
            }))}
          />
        )}
      </Section>
    </CouncilFrame>
  );
}

function Name({ named: { person, isEnabled } }: { named: NamedPerson }) {
  return (
    <>
      <bdi>{person.name}</bdi>
      {!isEnabled && <span className="block text-16 text-ink-soft">Cannot sign in, so sees nothing now</span>}
    </>
  );
}

import { notFound } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { OfferCasesForm } from '#components/cases/offer-cases-form.tsx';
import { Sensitive } from '#components/cases/sensitive.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterChips } from '#components/ui/filter-chips.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRegister, type RegisterView } from '#lib/record/cases/queries.ts';
import {
  CASE_NAMES,
  CASE_STATES,
  type Case,
  caseText,
  countCases,
  isOpen,
  STATE_NAMES,
} from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

type CasesPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<{ state?: string | string[] }>;
};

export default async function CasesPage({ params, searchParams }: CasesPageProps) {
  const { council, number } = await params;
  const { state: asked } = await searchParams;
  const context = await requireCouncil(council, 'named:work');
  const view = await getRegister(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, register, cases, draws } = view;
  const mayKeep = mayAs(inspection.parts, 'cases:keep');
  const state = CASE_STATES.find((one) => one === asked);
  const open = isOpen(register) ? register : null;
  const drawn = cases.filter((one) => one.state === 'drawn').length;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title="Cases"
      breadcrumbs={crumbsTo(council, inspection)}
    >
      <PageHeading
        caption={inspection.name}
        lead={
          open ? `${countCases(cases, open).join('. ')}.` : 'The cases that CQC tracks, by reference alone.'
        }
      >
        Cases
      </PageHeading>
      <Sensitive register={register} />
      {open ? (
        <>
          {mayKeep && (
            <div className="mb-6 print:hidden">
              <ButtonGroup>
                <ButtonLink href={routes.drawCases(council, inspection.number)} kind="secondary">
                  Draw cases
                </ButtonLink>
                <ButtonLink href={routes.addCase(council, inspection.number)} kind="secondary">
                  Add a case
                </ButtonLink>
                <Link href={routes.importCases(council, inspection.number)}>Import</Link>
                {cases.length > 0 && (
                  <Link href={routes.caseExport(council, inspection.number)}>Download as CSV</Link>
                )}
              </ButtonGroup>
            </div>
          )}
          {!mayKeep && cases.length > 0 && (
            <p className="mb-6 print:hidden">
              <Link href={routes.caseExport(council, inspection.number)}>Download as CSV</Link>
            </p>
          )}
          <Cases council={council} inspection={inspection.number} cases={cases} state={state} />
          {mayKeep && drawn > 0 && (
            <div className="mt-6 print:hidden">
              <OfferCasesForm council={council} inspection={inspection.number} drawn={drawn} />
            </div>
          )}
          <Draws council={council} inspection={inspection.number} draws={draws} />
        </>
      ) : register?.deletedAt ? (
        <EmptyState>
          Deleted on {formatDate(register.deletedAt)}. The history shows how many there were, and that they
          are gone. A copy can be in a backup until that is deleted too.
        </EmptyState>
      ) : (
        <EmptyState
          action={
            mayKeep && (
              <ButtonLink href={routes.caseRegister(council, inspection.number)} kind="secondary">
                Open the register
              </ButtonLink>
            )
          }
        >
          No register yet. It says what references look like, how many cases are needed and when all of it is
          deleted.
        </EmptyState>
      )}
      <Section heading="More">
        <ul className="space-y-2">
          <li>
            <Link href={routes.caseLogs(council, inspection.number)}>Reflective logs</Link>
          </li>
          {open && mayKeep && (
            <>
              <li>
                <Link href={routes.caseRegister(council, inspection.number)}>Change the register</Link>
              </li>
              <li>
                <Link href={routes.deleteCases(council, inspection.number)}>
                  Delete cases and reflective logs now
                </Link>
              </li>
            </>
          )}
        </ul>
      </Section>
    </CouncilFrame>
  );
}

type CasesProps = {
  council: string;
  inspection: number;
  cases: readonly Case[];
  state: Case['state'] | undefined;
};

const SHOWN = ['cohort', 'team', 'practitioner', 'consent', 'advocacy', 'chronology'] as const;

function Cases({ council, inspection, cases, state }: CasesProps) {
  if (cases.length === 0) return <EmptyState>No cases yet. Draw them from a list, or add them.</EmptyState>;
  const here = cases.filter((one) => state === undefined || one.state === state);
  const states = CASE_STATES.filter((one) => cases.some((each) => each.state === one));
  return (
    <>
      {states.length > 1 && (
        <nav aria-label="Cases by state" className="mb-4 print:hidden">
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {states.map((one) => (
              <li key={one}>
                <Link href={routes.cases(council, inspection, { state: one })}>
                  {STATE_NAMES[one]} ({cases.filter((each) => each.state === one).length})
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {state && (
        <FilterChips
          chips={[{ text: STATE_NAMES[state], href: routes.cases(council, inspection) }]}
          clearHref={routes.cases(council, inspection)}
        />
      )}
      <Table
        caption={state ? `${formatCount(here.length, 'case')}: ${STATE_NAMES[state]}` : 'All cases'}
        captionHidden={!state}
        wide
        stacked
        columns={[
          { header: CASE_NAMES.reference },
          { header: CASE_NAMES.state },
          ...SHOWN.map((field) => ({ header: CASE_NAMES[field] })),
          { header: 'Case', numeric: true },
        ]}
        rows={here.map((one) => ({
          key: `${one.number}`,
          cells: [
            <Link key="case" href={routes.trackedCase(council, inspection, one.number)}>
              {one.reference}
            </Link>,
            STATE_NAMES[one.state],
            ...SHOWN.map((field) => caseText(one, field) || 'None given'),
            one.number,
          ],
        }))}
      />
    </>
  );
}

function Draws({
  council,
  inspection,
  draws,
}: Pick<CasesProps, 'council' | 'inspection'> & Pick<RegisterView, 'draws'>) {
  if (draws.length === 0) return null;
  return (
    <Section heading="Draws">
      <ul className="space-y-2">
        {draws.map(({ number, size, by, at }) => (
          <li key={number}>
            <Link href={routes.caseDraw(council, inspection, number)}>Draw {number}</Link>:{' '}
            {formatCount(size, 'case')}, by <bdi>{by}</bdi> on {formatDateTime(at)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { notFound, redirect } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { CasesImportForm } from '#components/cases/cases-import-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Details } from '#components/ui/details.tsx';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getRegister } from '#lib/record/cases/queries.ts';
import {
  ADVOCACY_NAMES,
  CASE_FIELDS,
  CASE_NAMES,
  CHRONOLOGY_NAMES,
  CONSENT_NAMES,
  isOpen,
  STATE_NAMES,
} from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

export default async function ImportCasesPage({
  params,
}: {
  params: Promise<{ council: string; number: string }>;
}) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await getRegister(context, parsePositiveInt(number) ?? notFound());
  if (!view || !mayAs(view.inspection.parts, 'cases:keep')) notFound();
  const { inspection, register } = view;
  if (!isOpen(register)) redirect(routes.cases(council, inspection.number));
  const words = (names: Readonly<Record<string, string>>) =>
    formatList(Object.values(names).map((name) => `“${name}”`));
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={crumbsTo(council, inspection, 'cases')}>
      <CasesImportForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        title="Import cases"
        heading={
          <>
            <PageHeading
              caption={inspection.name}
              lead="Check what your file would change before you import it. If a row has a problem, nothing is imported."
            >
              Import cases
            </PageHeading>
            <Details summary="What the file should look like">
              <div className="prose">
                <p>
                  The first line has column names. “{CASE_NAMES.reference}” is needed, like {register.example}
                  . The others are {formatList(CASE_FIELDS.slice(1).map((field) => `“${CASE_NAMES[field]}”`))}
                  . Leave out a column to keep existing data.
                </p>
                <p>
                  A state is {words(STATE_NAMES)}. Consent is {words(CONSENT_NAMES)}. Advocacy is{' '}
                  {words(ADVOCACY_NAMES)}. The chronology is {words(CHRONOLOGY_NAMES)}.
                </p>
                <p>The CSV file of cases that you can download has these columns.</p>
              </div>
            </Details>
          </>
        }
      />
    </CouncilFrame>
  );
}

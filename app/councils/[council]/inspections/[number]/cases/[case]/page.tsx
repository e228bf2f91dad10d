import { notFound } from 'next/navigation';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { CaseForm } from '#components/cases/case-form.tsx';
import { RemoveCaseForm } from '#components/cases/remove-case-form.tsx';
import { Sensitive } from '#components/cases/sensitive.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getCase } from '#lib/record/cases/queries.ts';
import { CASE_FIELDS, CASE_NAMES, caseText } from '#lib/record/cases/rules.ts';
import { mayAs } from '#lib/record/inspections/named.ts';

type CasePageProps = {
  params: Promise<{ council: string; number: string; case: string }>;
  searchParams: Promise<{ remove?: string | string[] }>;
};

export default async function CasePage({ params, searchParams }: CasePageProps) {
  const { council, number, case: of } = await params;
  const { remove } = await searchParams;
  const context = await requireCouncil(council, 'named:work');
  const at = parsePositiveInt(number) ?? notFound();
  const view = await getCase(context, at, parsePositiveInt(of) ?? notFound());
  if (!view) notFound();
  const { inspection, register, found } = view;
  const mayKeep = mayAs(inspection.parts, 'cases:keep');
  const form = { council, councilName: context.council.name, inspection: inspection.number };
  const { changed, draw, ...shown } = found;
  const title = `Case ${found.number}`;
  const origin = draw === null ? 'Added by hand or from a file' : `From draw ${draw}`;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={mayKeep ? undefined : title}
      breadcrumbs={crumbsTo(council, inspection, 'cases')}
    >
      {mayKeep && remove !== undefined && found.state === 'drawn' ? (
        <RemoveCaseForm
          {...form}
          number={found.number}
          version={found.version}
          title={`Remove case ${found.number}`}
          heading={
            <PageHeading
              caption={inspection.name}
              lead="Only a case that was not offered to CQC yet can be removed. The history keeps its number."
            >
              Remove case {found.number}
            </PageHeading>
          }
        />
      ) : mayKeep ? (
        <CaseForm
          {...form}
          example={register.example}
          found={shown}
          title={title}
          heading={
            <>
              <PageHeading
                caption={inspection.name}
                lead={`${origin}. Changed by ${changed.by} on ${formatDateTime(changed.at)}.`}
              >
                {title}
              </PageHeading>
              <Sensitive register={register} />
            </>
          }
        />
      ) : (
        <>
          <PageHeading caption={inspection.name} lead={`${origin}.`}>
            {title}
          </PageHeading>
          <Sensitive register={register} />
          <SummaryList
            rows={CASE_FIELDS.map((field) => ({ key: CASE_NAMES[field], value: caseText(found, field) }))}
          />
        </>
      )}
    </CouncilFrame>
  );
}

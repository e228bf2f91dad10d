import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PackForm } from '#components/packs/pack-form.tsx';
import { PresetForm } from '#components/packs/preset-form.tsx';
import { ReturnPackForm } from '#components/packs/return-pack-form.tsx';
import { Link } from '#components/ui/link.tsx';
import { parsePreset } from '#lib/exchange/packs/choices.ts';
import { getPackChoices, getReturnChoice, type PackChoice } from '#lib/exchange/packs/queries.ts';
import {
  categoriesOfChoices,
  describeChoice,
  parseSource,
  type ReturnSource,
  sourceValue,
  statementsOfChoices,
} from '#lib/exchange/packs/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type PackFormPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{
    preset?: string | string[];
    asked?: string | string[];
    content?: string | string[];
  }>;
};

export default async function PackFormPage({ params, searchParams }: PackFormPageProps) {
  const { council } = await params;
  const { preset: chosen, asked, content } = await searchParams;
  const context = await requireCouncil(council, 'pack:export');
  const choices = await getPackChoices(context);
  const source = typeof content === 'string' ? parseSource(content) : undefined;
  if (source?.kind === 'return')
    return <ReturnPackPage context={context} choices={choices} source={source} />;
  // The list explains why no pack can be made.
  if (choices.length === 0) redirect(routes.packs(council));
  const preset = parsePreset(chosen);
  const frameworks = [...new Set(choices.map(({ framework }) => framework))];
  const councilName = context.council.name;
  return (
    <CouncilFrame
      context={context}
      place="packs"
      breadcrumbs={[{ href: routes.packs(council), text: 'Evidence packs' }]}
    >
      {preset === null ? (
        <PresetForm council={council} councilName={councilName} isMissing={asked !== undefined} />
      ) : (
        <PackForm
          key={preset}
          {...{ council, councilName, preset }}
          versions={choices.map((choice) => ({
            value: sourceValue(choice.source),
            ...describeChoice(choice),
          }))}
          statements={statementsOfChoices(frameworks)}
          categories={categoriesOfChoices(frameworks)}
        />
      )}
    </CouncilFrame>
  );
}

type ReturnPackPageProps = {
  context: CouncilContext;
  choices: readonly PackChoice[];
  source: ReturnSource;
};

/** The same for the answers to an information return, which are kept with the open assessment. */
async function ReturnPackPage({ context, choices, source }: ReturnPackPageProps) {
  const council = context.council.slug;
  const back = routes.returnList(council, source.inspection, source.list);
  const isOpen = choices.some((choice) => choice.source.kind === 'open');
  const choice = isOpen ? await getReturnChoice(context, source) : null;
  if (isOpen && !choice) notFound();
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={choice ? undefined : 'Export the answers'}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: back, text: choice?.cycle ?? 'Information return' },
      ]}
    >
      {choice ? (
        <ReturnPackForm
          {...{ council, councilName: context.council.name, back }}
          content={sourceValue(source)}
          list={choice.cycle}
          stands={choice.stands}
        />
      ) : (
        <>
          <PageHeading>Export the answers</PageHeading>
          <p className="max-w-text">
            The answers are exported with the assessment that is open, and there is none that you can see.{' '}
            <Link href={routes.council(council)}>See the summary</Link>.
          </p>
        </>
      )}
    </CouncilFrame>
  );
}

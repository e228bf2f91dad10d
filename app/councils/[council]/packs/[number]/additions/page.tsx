import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { AdditionsForm } from '#components/packs/additions-form.tsx';
import { getPack, getPackChoices } from '#lib/exchange/packs/queries.ts';
import { describeChoice, mayBeContinued, sourceValue } from '#lib/exchange/packs/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type AdditionsPageProps = { params: Promise<{ council: string; number: string }> };

export default async function AdditionsPage({ params }: AdditionsPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'pack:export');
  const [pack, choices] = await Promise.all([
    getPack(context, parsePositiveInt(number) ?? notFound()),
    getPackChoices(context),
  ]);
  if (!pack || !mayBeContinued(pack)) notFound();
  const versions = choices.filter((choice) => choice.number === pack.cycleNumber);
  return (
    <CouncilFrame
      context={context}
      place="packs"
      breadcrumbs={[
        { href: routes.packs(council), text: 'Evidence packs' },
        { href: routes.pack(council, pack.number), text: `Pack ${pack.number}` },
      ]}
    >
      <AdditionsForm
        council={council}
        councilName={context.council.name}
        number={pack.number}
        isPublic={pack.choices.isPublic}
        versions={versions.map((choice) => ({
          value: sourceValue(choice.source),
          ...describeChoice(choice),
        }))}
      />
    </CouncilFrame>
  );
}

import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PackDetails } from '#components/packs/pack-details.tsx';
import { PackProgress } from '#components/packs/pack-progress.tsx';
import { PACK_TONES } from '#components/packs/packs-table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { getPack } from '#lib/exchange/packs/queries.ts';
import { describeWhy, isUnfinished, PACK_STATE_NAMES, STEP_NAMES } from '#lib/exchange/packs/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type PackPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<{ watch?: string | string[] }>;
};

export default async function PackPage({ params, searchParams }: PackPageProps) {
  const { council, number } = await params;
  const { watch } = await searchParams;
  const context = await requireCouncil(council, 'pack:export');
  const pack = await getPack(context, parsePositiveInt(number) ?? notFound());
  if (!pack) notFound();
  return (
    <CouncilFrame
      context={context}
      place="packs"
      title={`Pack ${pack.number}`}
      breadcrumbs={[{ href: routes.packs(council), text: 'Evidence packs' }]}
    >
      <PageHeading caption={`Pack ${pack.number}`}>{pack.purpose}</PageHeading>
      <p role="status" className="max-w-text">
        <Tag tone={PACK_TONES[pack.state]}>{PACK_STATE_NAMES[pack.state]}</Tag>
        {pack.step && `. ${STEP_NAMES[pack.step]}`}
        {pack.why && `. ${describeWhy(pack.why)}`}
      </p>
      {isUnfinished(pack.state) && <PackProgress council={council} pack={pack} watch={watch === 'yes'} />}
      <PackDetails council={council} pack={pack} />
    </CouncilFrame>
  );
}

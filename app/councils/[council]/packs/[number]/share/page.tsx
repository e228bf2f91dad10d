import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { SharePackForm } from '#components/pack-copies/share-pack-form.tsx';
import { getPack } from '#lib/exchange/packs/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { LINK_DAYS, lastDayAfter } from '#lib/record/links/rules.ts';

type SharePackPageProps = { params: Promise<{ council: string; number: string }> };

export default async function SharePackPage({ params }: SharePackPageProps) {
  const { council, number: typed } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const pack = await getPack(context, parsePositiveInt(typed) ?? notFound());
  if (!pack) notFound();
  const { number } = pack;
  // Its page says why it cannot be shared.
  if (!pack.mayShare || pack.isHidden) redirect(routes.pack(council, number));
  return (
    <CouncilFrame
      context={context}
      place="packs"
      breadcrumbs={[
        { href: routes.packs(council), text: 'Evidence packs' },
        { href: routes.pack(council, number), text: `Pack ${number}` },
      ]}
    >
      <SharePackForm
        council={council}
        councilName={context.council.name}
        number={number}
        form={pack.form}
        marking={pack.marking}
        lastDay={lastDayAfter(LINK_DAYS.default, new Date())}
        mostDays={LINK_DAYS.max}
        service={env().NEXTAUTH_URL}
      />
    </CouncilFrame>
  );
}

import { notFound } from 'next/navigation';
import { ExampleBanner } from '#components/layout/example-banner.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { SharedPackView } from '#components/pack-copies/shared-pack-view.tsx';
import { readSharedPack } from '#lib/exchange/pack-copies/commands.ts';
import { recordOpening } from '#lib/record/links/commands.ts';
import { linkGate } from '#lib/record/links/gate.ts';

type SharedPackPageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ watch?: string | string[] }>;
};

export default async function SharedPackPage({ params, searchParams }: SharedPackPageProps) {
  const { token } = await params;
  const { watch } = await searchParams;
  const opened = await linkGate(token, 'pack');
  const pack = opened && (await readSharedPack(opened));
  if (!opened || !pack) notFound();
  const { context, copy, headOnly } = opened;
  if (!headOnly && !(await recordOpening(context, 'pack', copy.id))) notFound();
  const { name, isExample } = context.council;
  return (
    <PublicFrame title={`Evidence pack of ${name}`}>
      {isExample && (
        <div className="mb-8">
          <ExampleBanner />
        </div>
      )}
      <SharedPackView
        token={token}
        council={name}
        pack={pack}
        expiresAt={copy.expiresAt}
        watch={watch === 'yes'}
      />
    </PublicFrame>
  );
}

import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { Logo } from '#components/councils/logo.tsx';
import { LookForm } from '#components/councils/look-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { formatBytes, formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getSettings } from '#lib/record/councils/queries.ts';
import { LOGO_LIMITS, lookAsSeen } from '#lib/record/councils/rules.ts';

const TITLE = 'Change name, logo and colour';

type LookPageProps = { params: Promise<{ council: string }> };

export default async function LookPage({ params }: LookPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'settings:manage');
  const { look, registeredName } = await getSettings(context);
  const { name, brand } = context.council;
  return (
    <CouncilFrame
      context={context}
      place="settings"
      breadcrumbs={[{ href: routes.settings(council), text: 'Council' }]}
    >
      <LookForm
        council={council}
        councilName={name}
        title={TITLE}
        seen={lookAsSeen(look)}
        name={look.name}
        colour={look.colour}
        logo={brand.logo && <Logo council={context.council} name={`Logo of ${name}`} />}
        registeredName={registeredName}
        limits={{ bytes: formatBytes(LOGO_LIMITS.bytes), side: formatNumber(LOGO_LIMITS.side) }}
        heading={
          <PageHeading lead="Everyone sees the change straight away. What is already signed keeps its text.">
            {TITLE}
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}

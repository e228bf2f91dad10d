import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { RetentionForm } from '#components/councils/retention-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getSettings } from '#lib/record/councils/queries.ts';

const TITLE = 'Change how long evidence is kept';

type RetentionPageProps = { params: Promise<{ council: string }> };

export default async function RetentionPage({ params }: RetentionPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'settings:manage');
  const { keepEvidenceYears } = await getSettings(context);
  return (
    <CouncilFrame
      context={context}
      place="settings"
      breadcrumbs={[{ href: routes.settings(council), text: 'Council' }]}
    >
      <RetentionForm
        council={council}
        councilName={context.council.name}
        title={TITLE}
        years={keepEvidenceYears}
        heading={
          <PageHeading lead="The evidence list shows what is past this time. Nothing is deleted by itself, and evidence on legal hold is left out.">
            {TITLE}
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}

import { ContactForm } from '#components/councils/contact-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getSettings } from '#lib/record/councils/queries.ts';

const TITLE = 'Change the contact for help';

type ContactPageProps = { params: Promise<{ council: string }> };

export default async function ContactPage({ params }: ContactPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'settings:manage');
  const { contact } = await getSettings(context);
  return (
    <CouncilFrame
      context={context}
      place="settings"
      breadcrumbs={[{ href: routes.settings(council), text: 'Council' }]}
    >
      <ContactForm
        council={council}
        councilName={context.council.name}
        title={TITLE}
        contact={contact}
        heading={
          <PageHeading lead="Shown on every help page and in the emails that this service sends.">
            {TITLE}
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}

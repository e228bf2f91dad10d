import { redirect } from 'next/navigation';
import { BlindForm } from '#components/challenge/blind-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { NotificationBanner } from '#components/ui/notification-banner.tsx';
import { requireCouncil } from '#lib/auth/gate.ts';
import { getChallengeSettings } from '#lib/challenge/queries.ts';
import { routes } from '#lib/routes.ts';

type ChallengeSettingsProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

export default async function ChallengeSettingsPage({ params, searchParams }: ChallengeSettingsProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'challenge:settings');
  const settings = await getChallengeSettings(context);
  if (!settings) redirect(routes.assessment(council));
  const { saved } = await searchParams;
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[{ href: routes.assessment(council), text: settings.assessment.name }]}
    >
      <BlindForm
        council={council}
        councilName={context.council.name}
        assessment={settings.assessment.id}
        isBlind={settings.isBlind}
        paperLinks={settings.paperLinks}
        banner={saved !== undefined && <NotificationBanner>Challenge settings saved</NotificationBanner>}
      />
    </CouncilFrame>
  );
}

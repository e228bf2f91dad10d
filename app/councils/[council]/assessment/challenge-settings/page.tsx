import { redirect } from 'next/navigation';
import { BlindForm } from '#components/challenge/blind-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getChallengeSettings } from '#lib/pages/challenge-settings.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type ChallengeSettingsProps = { params: Promise<{ council: string }> };

export default async function ChallengeSettingsPage({ params }: ChallengeSettingsProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'challenge:settings');
  const settings = await getChallengeSettings(context);
  if (!settings) redirect(routes.assessment(council));
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
        statements={frameworkOf(settings.assessment.framework).statements.length}
        isBlind={settings.isBlind}
        paperLinks={settings.paperLinks}
        packLinks={settings.packLinks}
      />
    </CouncilFrame>
  );
}

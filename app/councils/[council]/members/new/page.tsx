import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { InviteForm } from '#components/members/invite-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { getSettings } from '#lib/record/councils/queries.ts';
import { describeContact } from '#lib/record/councils/rules.ts';
import { describeEveryRole, ROLE_CHOICES } from '#lib/record/members/rules.ts';

type InvitePageProps = { params: Promise<{ council: string }> };

export default async function InvitePage({ params }: InvitePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'members:manage');
  return (
    <CouncilFrame
      context={context}
      place="members"
      breadcrumbs={[{ href: routes.members(council), text: 'People and roles' }]}
    >
      <InviteForm
        council={council}
        councilName={context.council.name}
        joinAddress={new URL(routes.join, env().NEXTAUTH_URL).href}
        help={describeContact((await getSettings(context)).contact)}
        roles={ROLE_CHOICES}
        everyRole={describeEveryRole()}
      />
    </CouncilFrame>
  );
}

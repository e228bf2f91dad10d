import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { InvitationForms } from '#components/members/invitation-forms.tsx';
import { Address } from '#components/ui/address.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { getSettings } from '#lib/record/councils/queries.ts';
import { describeContact } from '#lib/record/councils/rules.ts';
import { listInvitations } from '#lib/record/members/queries.ts';

type InvitationPageProps = { params: Promise<{ council: string; invitation: string }> };

export default async function InvitationPage({ params }: InvitationPageProps) {
  const { council, invitation: id } = await params;
  const context = await requireCouncil(council, 'members:manage');
  const invitation = (await listInvitations(context)).find((candidate) => candidate.id === id);
  if (!invitation) notFound();
  const { name, email, role, expiresAt } = invitation;
  const isOver = expiresAt <= new Date();
  return (
    <CouncilFrame
      context={context}
      place="members"
      breadcrumbs={[{ href: routes.members(council), text: 'People and roles' }]}
    >
      <InvitationForms
        council={council}
        councilName={context.council.name}
        joinAddress={new URL(routes.join, env().NEXTAUTH_URL).href}
        help={describeContact((await getSettings(context)).contact)}
        invitation={{ id, name }}
        facts={
          <SummaryList
            rows={[
              { key: 'Email address', value: <Address>{email}</Address> },
              { key: 'Role', value: ROLE_NAMES[role] },
              { key: isOver ? 'Code expired' : 'Code expires', value: formatDateTime(expiresAt) },
            ]}
          />
        }
      />
    </CouncilFrame>
  );
}

import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { Address } from '#components/ui/address.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can, ROLE_NAMES, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import {
  type InvitationView,
  listInvitations,
  listMembers,
  type MemberView,
} from '#lib/record/members/queries.ts';

type MembersPageProps = { params: Promise<{ council: string }> };

export default async function MembersPage({ params }: MembersPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'members:view');
  const [members, invitations] = await Promise.all([listMembers(context), listInvitations(context)]);
  const mayManage = can(context, 'members:manage');
  return (
    <CouncilFrame context={context} place="members" title="People and roles">
      <PageHeading lead="The people who can see this council’s assessment, and what they can do.">
        People and roles
      </PageHeading>
      <div className="mb-8">
        {mayManage ? (
          <ButtonLink href={routes.inviteMember(council)}>Invite a person</ButtonLink>
        ) : (
          <p className="max-w-text">
            {`Only ${whoCan('members:manage')} can invite people or change roles.`}
          </p>
        )}
      </div>
      <Table
        caption="Members of the council"
        captionHidden
        wide
        stacked
        columns={[
          { header: 'Name' },
          { header: 'Role' },
          { header: 'Email address' },
          { header: 'Member since' },
          { header: 'Sign-in' },
          { header: 'Activity' },
        ]}
        rows={members.map(({ id, name, role, email, since, access }) => ({
          key: id,
          cells: [
            mayManage ? (
              <Link key={id} href={routes.member(council, id)} className="link inline-block min-h-6">
                <bdi>{name}</bdi>
              </Link>
            ) : (
              name
            ),
            ROLE_NAMES[role],
            <Address key={`address ${id}`}>{email}</Address>,
            formatDate(since),
            ACCESS_NAMES[access],
            <Link
              key={`history ${id}`}
              href={routes.activity(council, { person: id })}
              className="link inline-block min-h-6"
            >
              History
              <span className="sr-only">
                {' '}
                of <bdi>{name}</bdi>
              </span>
            </Link>,
          ],
        }))}
      />
      {invitations.length > 0 && (
        <Section heading="Invited">
          <p className="mb-4 max-w-text">They join when they use their code.</p>
          <Table
            caption="People invited who have not joined"
            captionHidden
            wide
            stacked
            columns={[
              { header: 'Name' },
              { header: 'Role' },
              { header: 'Email address' },
              { header: 'Code expires' },
            ]}
            rows={invitations.map((invitation) => ({
              key: invitation.id,
              cells: [
                mayManage ? (
                  <Link
                    key={invitation.id}
                    href={routes.invitation(council, invitation.id)}
                    className="link inline-block min-h-6"
                  >
                    <bdi>{invitation.name}</bdi>
                  </Link>
                ) : (
                  invitation.name
                ),
                ROLE_NAMES[invitation.role],
                <Address key={`address ${invitation.id}`}>{invitation.email}</Address>,
                codeLife(invitation, new Date()),
              ],
            }))}
          />
        </Section>
      )}
    </CouncilFrame>
  );
}

function codeLife({ expiresAt }: InvitationView, asOf: Date): string {
  return expiresAt <= asOf ? `Expired ${formatDate(expiresAt)}` : formatDateTime(expiresAt);
}

const ACCESS_NAMES: Record<MemberView['access'], string> = {
  enabled: 'Enabled',
  'not-yet-joined': 'No password yet',
  disabled: 'Disabled',
};

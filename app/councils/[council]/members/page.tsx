import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Table } from '#components/ui/table.tsx';
import { requireCouncil } from '#lib/auth/gate.ts';
import { ROLE_NAMES } from '#lib/auth/permissions.ts';
import { formatDate } from '#lib/format.ts';
import { listMembers } from '#lib/members/queries.ts';

type MembersPageProps = { params: Promise<{ council: string }> };

export default async function MembersPage({ params }: MembersPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'members:view');
  const members = await listMembers(context);
  return (
    <CouncilFrame context={context} place="members" title="Members">
      <PageHeading lead="The people who can see this council’s assessment, and what each may do.">
        Members
      </PageHeading>
      <Table
        caption="Members of the council"
        captionHidden
        wide
        columns={[
          { header: 'Name' },
          { header: 'Role' },
          { header: 'Email address' },
          { header: 'Member since' },
        ]}
        rows={members.map(({ name, role, email, since, disabled }) => ({
          key: email,
          cells: [disabled ? `${name} (sign-in disabled)` : name, ROLE_NAMES[role], email, formatDate(since)],
        }))}
      />
    </CouncilFrame>
  );
}

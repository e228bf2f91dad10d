import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ChangeMemberForms } from '#components/members/change-member-forms.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { getSettings } from '#lib/record/councils/queries.ts';
import { describeContact } from '#lib/record/councils/rules.ts';
import { countLinksOf } from '#lib/record/links/queries.ts';
import { listMembers } from '#lib/record/members/queries.ts';
import { describeEveryRole, ROLE_CHOICES } from '#lib/record/members/rules.ts';

type MemberPageProps = { params: Promise<{ council: string; person: string }> };

export default async function MemberPage({ params }: MemberPageProps) {
  const { council, person } = await params;
  const context = await requireCouncil(council, 'members:manage');
  const member = (await listMembers(context)).find(({ id }) => id === person);
  if (!member) notFound();
  const { id, name, email, role, access } = member;
  return (
    <CouncilFrame
      context={context}
      place="members"
      breadcrumbs={[{ href: routes.members(council), text: 'People and roles' }]}
    >
      <ChangeMemberForms
        council={council}
        councilName={context.council.name}
        joinAddress={new URL(routes.join, env().NEXTAUTH_URL).href}
        help={describeContact((await getSettings(context)).contact)}
        member={{ id, name, email, role, access }}
        roles={ROLE_CHOICES}
        everyRole={describeEveryRole()}
        paperLinks={await countLinksOf(context, 'board_paper', id)}
        packLinks={await countLinksOf(context, 'pack', id)}
        feeds={await countLinksOf(context, 'calendar', id)}
      />
    </CouncilFrame>
  );
}

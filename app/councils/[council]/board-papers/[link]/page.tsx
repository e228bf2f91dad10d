import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LinkFacts } from '#components/links/link-facts.tsx';
import { WithdrawLinkForm } from '#components/links/withdraw-link-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getLink } from '#lib/record/links/queries.ts';

type WithdrawPageProps = { params: Promise<{ council: string; link: string }> };

export default async function WithdrawPage({ params }: WithdrawPageProps) {
  const { council, link: id } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const link = await getLink(context, 'board_paper', id, new Date());
  if (!link) notFound();
  if (link.state !== 'active') redirect(routes.paperLinks(council));
  return (
    <CouncilFrame
      context={context}
      place="board-papers"
      title={`Withdraw the link for ${link.forWhom}`}
      breadcrumbs={[{ href: routes.paperLinks(council), text: 'Board papers' }]}
    >
      <PageHeading lead="The link will stop working straight away. Copies people have already downloaded are not affected.">
        Withdraw this link?
      </PageHeading>
      <LinkFacts link={link} />
      <div className="mt-8">
        <WithdrawLinkForm
          kind="board_paper"
          council={council}
          id={link.id}
          back={routes.paperLinks(council)}
        />
      </div>
    </CouncilFrame>
  );
}

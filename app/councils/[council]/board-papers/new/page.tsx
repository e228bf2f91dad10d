import { redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PaperLinkForm } from '#components/papers/paper-link-form.tsx';
import { getNewPaper } from '#lib/exchange/papers/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { LINK_DAYS, lastDayAfter } from '#lib/record/links/rules.ts';

type PaperLinkFormPageProps = { params: Promise<{ council: string }> };

export default async function PaperLinkFormPage({ params }: PaperLinkFormPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const open = await getNewPaper(context);
  // The list explains why a paper cannot be made.
  if (!open || open.isHidden) redirect(routes.paperLinks(council));
  return (
    <CouncilFrame
      context={context}
      place="board-papers"
      breadcrumbs={[{ href: routes.paperLinks(council), text: 'Board papers' }]}
    >
      <PaperLinkForm
        council={council}
        councilName={context.council.name}
        assessment={open.name}
        isBlind={open.isBlind}
        lastDay={lastDayAfter(LINK_DAYS.default, new Date())}
        mostDays={LINK_DAYS.max}
        service={env().NEXTAUTH_URL}
      />
    </CouncilFrame>
  );
}

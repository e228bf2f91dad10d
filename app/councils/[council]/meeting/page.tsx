import { redirect } from 'next/navigation';
import { SessionWarning } from '#components/auth/session-warning.tsx';
import { Slides } from '#components/dashboard/slides.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { isStarted } from '#lib/insight/dashboard/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { sessionLimits } from '#lib/platform/access/rules.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type MeetingPageProps = { params: Promise<{ council: string }> };

/** The summary as slides, without the frame of other pages. The summary says why if there are none. */
export default async function MeetingPage({ params }: MeetingPageProps) {
  const { council: slug } = await params;
  const context = await requireCouncil(slug, 'assessment:view');
  const { open } = await getOverview(context, new Date());
  const figures = open?.dashboard.figures;
  if (!open || !figures || !isStarted(figures)) redirect(routes.council(slug));
  const { name, brand } = context.council;
  return (
    <>
      <PageTitle within={name}>Meeting view</PageTitle>
      {brand.colour !== '' && <link rel="stylesheet" href={routes.brandStyles(brand.colour)} />}
      <Slides council={slug} dashboard={open.dashboard} figures={figures} todos={open.todos} />
      <SessionWarning idleMinutes={sessionLimits.idleMinutes} warningMinutes={sessionLimits.warningMinutes} />
    </>
  );
}

import { redirect } from 'next/navigation';
import { Slides } from '#components/dashboard/slides.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { isStarted } from '#lib/insight/dashboard/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type MeetingPageProps = { params: Promise<{ council: string }> };

/** The summary as slides, without the frame of other pages. The summary says why if there are none. */
export default async function MeetingPage({ params }: MeetingPageProps) {
  const { council: slug } = await params;
  const { council, ...context } = await requireCouncil(slug, 'assessment:view');
  const { open } = await getOverview({ council, ...context }, new Date());
  const figures = open?.dashboard.figures;
  if (!open || !figures || !isStarted(figures)) redirect(routes.council(slug));
  const { colour } = council.brand;
  return (
    <>
      <PageTitle within={council.name}>Meeting view</PageTitle>
      {colour !== '' && <link rel="stylesheet" href={routes.brandStyles(colour)} />}
      <Slides council={slug} dashboard={open.dashboard} figures={figures} todos={open.todos} />
    </>
  );
}

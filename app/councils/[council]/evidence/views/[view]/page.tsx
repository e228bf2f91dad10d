import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ChangeViewForm } from '#components/views/change-view-form.tsx';
import { RemoveViewForm } from '#components/views/remove-view-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getView } from '#lib/record/views/queries.ts';
import { mayChangeView } from '#lib/record/views/rules.ts';

type ViewPageProps = { params: Promise<{ council: string; view: string }> };

/** Renames, shares or removes a saved view. */
export default async function ViewPage({ params }: ViewPageProps) {
  const { council, view: id } = await params;
  const context = await requireCouncil(council, 'view:save');
  const view = (await getView(context, id)) ?? notFound();
  const mayShare = can(context, 'evidence:edit');
  if (!mayChangeView(view, mayShare)) notFound();
  const title = `Change view: ${view.name}`;
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: routes.savedViews(council), text: 'Saved views' },
      ]}
    >
      <ChangeViewForm
        council={council}
        councilName={context.council.name}
        view={view}
        mayShare={mayShare}
        cancelHref={routes.savedViews(council)}
        title={title}
      >
        <PageHeading>
          <bdi className="wrap-anywhere">{title}</bdi>
        </PageHeading>
      </ChangeViewForm>
      <div className="mt-10 border-t border-rule pt-6 print:hidden">
        <RemoveViewForm council={council} view={view.id} />
      </div>
    </CouncilFrame>
  );
}

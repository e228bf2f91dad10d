import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { SaveViewForm } from '#components/views/save-view-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { readEvidenceView } from '#lib/record/evidence/view.ts';
import { listViews } from '#lib/record/views/queries.ts';
import { mayChangeView, queryOf } from '#lib/record/views/rules.ts';

type ViewsPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Saves the view in the address, and lists those that are saved. */
export default async function ViewsPage({ params, searchParams }: ViewsPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'view:save');
  const query = queryOf(readEvidenceView(await searchParams));
  const views = await listViews(context);
  const mayShare = can(context, 'evidence:edit');
  const title = query === '' ? 'Saved views' : 'Save this view';
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      title={query === '' ? title : undefined}
      breadcrumbs={[{ href: routes.savedView(council, query), text: 'Evidence' }]}
    >
      {query === '' ? (
        <PageHeading>{title}</PageHeading>
      ) : (
        <SaveViewForm
          council={council}
          councilName={context.council.name}
          query={query}
          mayShare={mayShare}
          title={title}
        >
          <PageHeading lead="It keeps the filters, the order and the size of the page, and shows what matches when you open it.">
            {title}
          </PageHeading>
        </SaveViewForm>
      )}
      {views.length > 0 ? (
        <Section heading="Views you can open">
          <Table
            caption="Views you can open"
            captionHidden
            stacked
            columns={[
              { header: 'View' },
              { header: 'Who sees it' },
              { header: 'Saved by' },
              { header: <span className="sr-only">Change</span>, action: true },
            ]}
            rows={views.map((view) => ({
              key: view.id,
              cells: [
                <Link key="name" href={routes.savedView(council, view.query)}>
                  {view.name}
                </Link>,
                view.shared ? 'Everybody' : 'Only you',
                view.by,
                mayChangeView(view, mayShare) && (
                  <Link key="change" href={routes.changeSavedView(council, view.id)}>
                    Change<span className="sr-only"> {view.name}</span>
                  </Link>
                ),
              ],
            }))}
          />
        </Section>
      ) : (
        query === '' && (
          <EmptyState action={<Link href={routes.evidence(council)}>Go to the evidence list</Link>}>
            No saved views yet. Filter or sort the evidence list, then select “Save this view”.
          </EmptyState>
        )
      )}
    </CouncilFrame>
  );
}

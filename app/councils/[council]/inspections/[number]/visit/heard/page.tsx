import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RemoveHeardForm } from '#components/visits/remove-heard-form.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pageNumber, parsePositiveInt, sliceOf } from '#lib/platform/forms/page-number.ts';
import { getHeard } from '#lib/record/visits/queries.ts';
import { byTheme } from '#lib/record/visits/rules.ts';

type HeardPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<{ remove?: string | string[]; page?: string | string[] }>;
};

const PAGE_SIZE = 50;

export default async function HeardPage({ params, searchParams }: HeardPageProps) {
  const { council, number } = await params;
  const { remove, page: asked } = await searchParams;
  const context = await requireCouncil(council, 'visit:view');
  const view = await getHeard(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, heard, themes } = view;
  const { page, pages, skip, take } = sliceOf(pageNumber(asked), heard.length, PAGE_SIZE);
  const groups = byTheme(heard);
  const all = groups.flatMap((group) => group.heard);
  const shown = new Set(all.slice(skip, skip + take).map(({ id }) => id));
  const isOpen = inspection.state === 'open';
  const [mayNote, mayManage] = [isOpen && can(context, 'visit:note'), isOpen && can(context, 'visit:manage')];
  const note = mayNote && (
    <ButtonLink href={routes.addVisitHeard(council, inspection.number)} kind="secondary">
      Note what you hear
    </ButtonLink>
  );
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`What was heard, ${inspection.name}${pages > 1 ? ` (page ${page} of ${pages})` : ''}`}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
        { href: routes.visit(council, inspection.number), text: 'Visit' },
      ]}
    >
      <PageHeading
        caption={inspection.name}
        lead="Questions and remarks of the visit by theme, the most frequent first."
      >
        What was heard
      </PageHeading>
      {heard.length === 0 ? <EmptyState action={note}>Nothing was noted yet.</EmptyState> : <p>{note}</p>}
      {groups.map(({ theme, heard: ofTheme }) => {
        const onPage = ofTheme.filter(({ id }) => shown.has(id));
        return onPage.length === 0 ? null : (
          <Section
            key={theme ?? ''}
            heading={theme === null ? 'No theme' : (themes.get(theme) ?? theme)}
            message={formatCount(ofTheme.length, 'note')}
          >
            <ul className="border-t border-rule">
              {onPage.map(({ id, heard: words, session, by, at }) => (
                <li key={id} id={id} className="break-inside-avoid border-b border-rule py-3">
                  <p dir="auto" className="max-w-text wrap-anywhere whitespace-pre-line">
                    {words}
                  </p>
                  <p className="text-16 text-ink-soft">
                    <bdi>{by.name}</bdi>, {formatDateTime(at)}
                    {session && (
                      <>
                        , <bdi>{session.title}</bdi>
                      </>
                    )}
                  </p>
                  {mayNote &&
                    (mayManage || by.id === context.person.id) &&
                    (remove === id ? (
                      <RemoveHeardForm council={council} inspection={inspection.number} note={id} />
                    ) : (
                      <p className="text-16 print:hidden">
                        <Link
                          href={`${routes.visitHeard(council, inspection.number, { remove: id, page })}#${id}`}
                        >
                          Remove<span className="sr-only"> the note of {formatDateTime(at)}</span>
                        </Link>
                      </p>
                    ))}
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
      <Pagination
        page={page}
        pages={pages}
        hrefFor={(to) => routes.visitHeard(council, inspection.number, { page: to })}
        label="Pages of what was heard"
      />
    </CouncilFrame>
  );
}

import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { LinksTable } from '#components/links/links-table.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { listPlanLinks } from '#lib/exchange/publications/queries.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type PlanLinksPageProps = { params: Promise<{ council: string }> };

export default async function PlanLinksPage({ params }: PlanLinksPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const links = await listPlanLinks(context, context.now());
  const { publishedAt } = links;
  const mayPublish = can(context, 'improvement:publish');
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      title="Publish and share the plan"
      breadcrumbs={[{ href: routes.improvement(council), text: 'Improvement plan' }]}
    >
      <PageHeading
        lead={
          publishedAt ? `Last published on ${formatDateTime(publishedAt)}.` : 'The plan is not published yet.'
        }
      >
        Publish and share the plan
      </PageHeading>
      <Section heading="Published plan">
        <p className="max-w-text">
          Links for the public, such as one on the council’s website. They always show what was published
          last.
        </p>
        <div className="my-6">
          <ButtonGroup>
            {publishedAt && (
              <ButtonLink href={routes.addPlanLink(council, 'public')}>
                Create a link to the published plan
              </ButtonLink>
            )}
            {mayPublish &&
              (publishedAt ? (
                <Link href={routes.publishPlan(council)}>Publish the plan again</Link>
              ) : (
                <ButtonLink href={routes.publishPlan(council)}>Publish the plan</ButtonLink>
              ))}
          </ButtonGroup>
        </div>
        <LinksTable
          caption="Links to the published plan"
          links={links.public.links}
          made="Made"
          empty="No links to the published plan yet."
          hrefOf={(link) => routes.planLink(council, link)}
        />
        <Unlisted count={links.public.unlisted} />
      </Section>
      <Section heading="Improvement board">
        <p className="max-w-text">
          Links for a board and its chair. They show the whole plan as it is, with progress notes, owners and
          costs, to read only.
        </p>
        <p className="my-6">
          <ButtonLink kind="secondary" href={routes.addPlanLink(council, 'board')}>
            Create a link for an improvement board
          </ButtonLink>
        </p>
        <LinksTable
          caption="Links for an improvement board"
          links={links.board.links}
          made="Made"
          empty="No links for an improvement board yet."
          hrefOf={(link) => routes.planLink(council, link)}
        />
        <Unlisted count={links.board.unlisted} />
      </Section>
      <p className="mt-4 max-w-text text-ink-soft">
        The <Link href={routes.activity(council, { kind: 'views' })}>history</Link> records when a link is
        opened, at most once an hour. Mail programs that check links count too.
      </p>
    </CouncilFrame>
  );
}

function Unlisted({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="mt-4">
      {formatCount(count, 'more link is', 'more links are')} not shown. All of them are in the history.
    </p>
  );
}

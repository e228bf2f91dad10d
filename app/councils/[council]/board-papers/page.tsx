import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { LinksTable } from '#components/links/links-table.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { listPaperLinks } from '#lib/exchange/papers/queries.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type PaperLinksPageProps = { params: Promise<{ council: string }> };

export default async function PaperLinksPage({ params }: PaperLinksPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const { links, unlisted, open } = await listPaperLinks(context, new Date());
  return (
    <CouncilFrame context={context} place="board-papers" title="Board papers">
      <PageHeading lead="A two-page summary for a meeting, as a PDF or as a link for people without an account.">
        Board papers
      </PageHeading>
      {open === null ? (
        <p className="max-w-text">
          No assessment is open, so you cannot create a board paper. Existing links still work until they
          expire.
        </p>
      ) : open.isHidden ? (
        <p className="max-w-text">
          Scores of <bdi>{open.name}</bdi> are hidden from you, so there is no paper for you yet.{' '}
          <Link href={routes.council(council)}>See which challenge scores come first</Link>.
        </p>
      ) : (
        <ButtonGroup>
          <ButtonLink href={routes.addPaperLink(council)}>Create a link</ButtonLink>
          <Link href={routes.boardPaper(council)}>Download the board paper (PDF)</Link>
        </ButtonGroup>
      )}
      <Section heading="Links">
        <LinksTable
          caption="Links to board papers"
          links={links}
          empty="No links yet. Create one for people who need to read the paper without an account."
          hrefOf={(link) => routes.paperLink(council, link)}
        />
        {unlisted > 0 && (
          <p className="mt-4">
            {formatCount(unlisted, 'more link is', 'more links are')} not shown. All of them are in the
            history.
          </p>
        )}
        <p className="mt-4 max-w-text text-ink-soft">
          Anyone with a link can open the paper as it was when the link was created. The{' '}
          <Link href={routes.activity(council, { kind: 'views' })}>history</Link> records when it is opened,
          at most once an hour. Mail programs that check links count too.
        </p>
      </Section>
    </CouncilFrame>
  );
}

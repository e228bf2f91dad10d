import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { LinksTable } from '#components/links/links-table.tsx';
import { PacksTable } from '#components/packs/packs-table.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { listCopyLinks, type SharedPacks } from '#lib/exchange/pack-copies/queries.ts';
import { getPackChoices, listPacks } from '#lib/exchange/packs/queries.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';

type PacksPageProps = { params: Promise<{ council: string }> };

export default async function PacksPage({ params }: PacksPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'pack:export');
  const [{ packs, unlisted }, choices, copies] = await Promise.all([
    listPacks(context),
    getPackChoices(context),
    can(context, 'links:manage') ? listCopyLinks(context, new Date()) : null,
  ]);
  const hasOpen = choices.some(({ source }) => source.kind === 'open');
  return (
    <CouncilFrame context={context} place="packs" title="Evidence packs">
      <PageHeading lead="What the council gives to CQC and others: every statement with its score, reasons and evidence.">
        Evidence packs
      </PageHeading>
      {choices.length > 0 ? (
        <ButtonGroup>
          <ButtonLink href={routes.addPack(council)}>Make a pack</ButtonLink>
          {hasOpen && (
            <Link href={routes.currentPack(council)}>Download a register now (PDF), without keeping it</Link>
          )}
        </ButtonGroup>
      ) : (
        <p className="max-w-text">
          There is no assessment that you can make a pack of.{' '}
          <Link href={routes.council(council)}>See the summary</Link>.
        </p>
      )}
      <div className="mt-8">
        {packs.length > 0 ? (
          <PacksTable council={council} packs={packs} />
        ) : (
          <EmptyState>No packs have been made yet.</EmptyState>
        )}
      </div>
      {unlisted > 0 && (
        <p className="mt-4">
          {formatCount(unlisted, 'older pack is', 'older packs are')} not shown. All of them are in the{' '}
          <Link href={routes.activity(council, { kind: 'views' })}>history</Link>.
        </p>
      )}
      <p className="mt-6 max-w-text text-ink-soft">
        Files are kept for {formatCount(env().PACK_DAYS, 'day')}. After that a pack can be made again from the
        same content.
      </p>
      {copies && (packs.length > 0 || copies.links.length > 0) && (
        <Section heading="Links to copies">
          <LinksTable
            caption="Links to copies of packs"
            links={copies.links}
            empty="No links yet. Open a pack that is ready to share a copy with somebody who has no account."
            what={{
              header: 'Pack',
              of: (link) => <SharedPacksLink council={council} packs={copies.packs.get(link)} />,
            }}
            hrefOf={(link) => routes.packLink(council, link)}
          />
          {copies.unlisted > 0 && (
            <p className="mt-4">
              {formatCount(copies.unlisted, 'more link is', 'more links are')} not shown. All of them are in
              the history.
            </p>
          )}
        </Section>
      )}
    </CouncilFrame>
  );
}

/** The pack that was shared, and the copy of it. */
function SharedPacksLink({ council, packs }: { council: string; packs: SharedPacks | undefined }) {
  if (!packs) return null;
  return (
    <>
      {packs.number}, as{' '}
      <Link href={routes.pack(council, packs.copy)} className="link whitespace-nowrap">
        pack {packs.copy}
      </Link>
    </>
  );
}

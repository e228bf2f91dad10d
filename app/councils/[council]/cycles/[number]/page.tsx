import { notFound, redirect } from 'next/navigation';
import { ClosedChallenges } from '#components/challenge/closed-challenges.tsx';
import { ClosedComments } from '#components/comments/closed-comments.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { OldDrafts } from '#components/cycles/old-drafts.tsx';
import { Markup } from '#components/layout/markup.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ClosedPlans } from '#components/scenarios/closed-plans.tsx';
import { Redacted } from '#components/snapshots/redacted.tsx';
import { SnapshotView } from '#components/snapshots/snapshot-view.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatHash } from '#lib/kernel/format.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getCycle } from '#lib/pages/cycle.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type CyclePageProps = { params: Promise<{ council: string; number: string }> };

export default async function CyclePage({ params }: CyclePageProps) {
  const { council, number: text } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const number = parsePositiveInt(text) ?? notFound();
  const cycle = (await getCycle(context, number)) ?? notFound();
  if (cycle === 'open') redirect(routes.council(council));
  const { snapshot, madeBy, madeAt, contentHash, redactedHash } = cycle.kept;
  const { name, period } = snapshot.cycle;
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      title={`Cycle ${number}: ${name}`}
      breadcrumbs={[{ href: routes.cycles(council), text: 'Cycles' }]}
    >
      <PageHeading caption={`Cycle ${number}`} dates={formatDateRange(period.startsOn, period.endsOn)}>
        <bdi className="wrap-anywhere">{name}</bdi>
      </PageHeading>
      <p className="max-w-text">
        Closed by <bdi>{madeBy}</bdi>, {formatDateTime(madeAt)}. This page shows the assessment at closing, in
        the wording used then. It cannot be changed.
      </p>
      <p className="mt-2 mb-6 max-w-text text-16 text-ink-soft">
        Document fingerprint (SHA-256) <code className="text-16 tabular">{formatHash(contentHash)}</code>
      </p>
      {redactedHash !== null && <Redacted />}
      <div className="mb-8">
        <ButtonGroup>
          {can(context, 'pack:export') && (
            <ButtonLink href={routes.cyclePack(council, number)}>Download evidence pack (PDF)</ButtonLink>
          )}
          <Link href={routes.compareCycles(council, { from: String(number) })}>
            Compare with another cycle
          </Link>
        </ButtonGroup>
      </div>
      <OldDrafts drafts={cycle.drafts} />
      <Markup name="content" of={[context.council.id, redactedHash ?? contentHash]}>
        {() => <SnapshotView council={council} snapshot={snapshot} />}
      </Markup>
      <ClosedPlans statements={snapshot.statements} targets={cycle.targets} scenarios={cycle.scenarios} />
      <ClosedChallenges statements={snapshot.statements} challenges={cycle.challenges} />
      <ClosedComments council={council} statements={snapshot.statements} threads={cycle.comments} />
    </CouncilFrame>
  );
}

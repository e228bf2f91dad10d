import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ChooseForm } from '#components/publications/choose-form.tsx';
import { PublishForm } from '#components/publications/publish-form.tsx';
import { PublishedPlan } from '#components/publications/published-plan.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { getPlanToPublish } from '#lib/exchange/publications/queries.ts';
import {
  hashPublication,
  type PublicationChoice,
  proposedChoice,
  publicationOf,
  publishable,
} from '#lib/exchange/publications/rules.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type Query = Record<string, string | string[] | undefined>;
type PublishPageProps = { params: Promise<{ council: string }>; searchParams: Promise<Query> };

const TITLE = 'Publish the improvement plan';

export default async function PublishPage({ params, searchParams }: PublishPageProps) {
  const { council } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'improvement:publish');
  const { plan, last } = await getPlanToPublish(context);
  const actions = publishable(plan.actions);
  const chosen = query.preview === undefined ? null : choiceIn(query, actions);
  const choice = chosen ?? proposedChoice(actions, last?.publication ?? null);
  const frame = {
    context,
    place: 'improvement' as const,
    breadcrumbs: [{ href: routes.improvement(council), text: 'Improvement plan' }],
  };
  if (chosen && chosen.actions.length > 0 && query.change === undefined) {
    const publication = publicationOf(plan, chosen);
    const { contentHash } = hashPublication(publication);
    return (
      <CouncilFrame {...frame} title="Preview of the improvement plan">
        <PageHeading lead="This is all that people with a link to the published plan will see.">
          Preview
        </PageHeading>
        {contentHash === last?.contentHash && <InsetText>The plan is published like this already.</InsetText>}
        <PublishForm
          council={council}
          choice={chosen}
          previewed={contentHash}
          backHref={routes.publishPlan(council, { ...query, change: 'yes' })}
        />
        <PublishedPlan publication={publication} />
      </CouncilFrame>
    );
  }
  const problem = chosen?.actions.length === 0 ? 'Choose at least one action' : null;
  return (
    <CouncilFrame {...frame} title={problem ? `Error: ${TITLE}` : TITLE}>
      <ErrorSummary errors={problem ? [{ field: 'action', message: problem }] : []} />
      <PageHeading lead="Choose what the public can see. You check it before it is published.">
        {TITLE}
      </PageHeading>
      {actions.length === 0 ? (
        <EmptyState
          action={
            can(context, 'improvement:edit') && (
              <ButtonLink href={routes.addAction(council)}>Add an action</ButtonLink>
            )
          }
        >
          The plan has no action to publish yet.
        </EmptyState>
      ) : (
        <>
          <div className="prose mb-8">
            {last && (
              <p>
                Last published by {last.by}, {formatDateTime(last.at)}.{' '}
                <Link href={routes.planLinks(council)}>Links to the plan</Link>
              </p>
            )}
            <p>
              Progress notes, evidence, findings and the scores that actions aim at are never published.
              Stopped actions are not either. Each version that you publish is kept, and links show the
              latest.
            </p>
          </div>
          <ChooseForm
            url={routes.publishPlan(council)}
            actions={actions}
            choice={choice}
            problem={problem}
            backHref={routes.improvement(council)}
          />
        </>
      )}
    </CouncilFrame>
  );
}

/** The choice in an address, of the actions that there are. */
function choiceIn(query: Query, actions: readonly { readonly number: number }[]): PublicationChoice {
  const given = (name: string) => [query[name] ?? []].flat();
  const numbers = given('action');
  return {
    actions: actions.map(({ number }) => number).filter((number) => numbers.includes(String(number))),
    withOwners: given('also').includes('withOwners'),
    withCosts: given('also').includes('withCosts'),
  };
}

import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ActionChain } from '#components/improvement/action-chain.tsx';
import { DueDay } from '#components/improvement/due-day.tsx';
import { MilestoneTable } from '#components/improvement/milestone-table.tsx';
import { ProgressNotes } from '#components/improvement/progress-notes.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { LEVEL_NAMES } from '#lib/record/findings/rules.ts';
import { getAction } from '#lib/record/improvement/queries.ts';
import {
  ACTION_NAMES,
  ACTION_STATE_NAMES,
  type ActionCost,
  FUNDING_NAMES,
  formatPounds,
  RATING_NAMES,
} from '#lib/record/improvement/rules.ts';

type ActionPageProps = { params: Promise<{ council: string; action: string }> };

export default async function ActionPage({ params }: ActionPageProps) {
  const { council, action: asked } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const view = await getAction(context, parsePositiveInt(asked) ?? notFound());
  if (!view) notFound();
  const { action, details } = view;
  const today = londonDay(context.now());
  const mayUpdate = can(context, 'improvement:update');
  const { number, title, milestones, evidence, closedOn, rating } = action;
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      title={`${title}, action ${number}`}
      breadcrumbs={[{ href: routes.improvement(council), text: 'Improvement plan' }]}
    >
      <PageHeading caption={`Action ${number}`}>{title}</PageHeading>
      <ButtonGroup>
        {mayUpdate && <ButtonLink href={routes.updateAction(council, number)}>Update progress</ButtonLink>}
        {can(context, 'improvement:edit') && (
          <ButtonLink kind="secondary" href={routes.editAction(council, number)}>
            Edit action
          </ButtonLink>
        )}
      </ButtonGroup>
      <Section heading="From finding to proof">
        <ActionChain council={council} view={view} today={today} />
      </Section>
      <Section heading="About the action">
        <SummaryList
          rows={[
            {
              key: ACTION_NAMES.outcome,
              value: action.outcome && <Text>{action.outcome}</Text>,
            },
            { key: ACTION_NAMES.priority, value: LEVEL_NAMES[action.priority] },
            { key: ACTION_NAMES.owner, value: action.owner?.name },
            {
              key: ACTION_NAMES.actionState,
              value: `${ACTION_STATE_NAMES[action.state]}${closedOn ? ` on ${formatDate(closedOn)}` : ''}`,
            },
            { key: ACTION_NAMES.rating, value: rating ? RATING_NAMES[rating] : 'Not rated' },
            { key: ACTION_NAMES.startsOn, value: action.startsOn && formatDate(action.startsOn) },
            { key: ACTION_NAMES.dueOn, value: action.dueOn && <DueDay dates={action} /> },
            { key: 'Cost', value: describeCost(action.cost) },
            {
              key: ACTION_NAMES.monitoring,
              value: <AsThePlan own={action.monitoring} plan={details.monitoring} />,
            },
            {
              key: ACTION_NAMES.scrutiny,
              value: <AsThePlan own={action.scrutiny} plan={details.scrutiny} />,
            },
          ]}
        />
      </Section>
      <Section
        heading="Milestones"
        action={
          mayUpdate && (
            <Link href={routes.addMilestone(council, number)} className="link print:hidden">
              Add a milestone
            </Link>
          )
        }
      >
        {milestones.length === 0 ? (
          <EmptyState>
            No milestones yet. Add the points on the way, so that a delay shows before the action is late.
          </EmptyState>
        ) : (
          <MilestoneTable
            council={council}
            action={number}
            milestones={milestones}
            today={today}
            mayUpdate={mayUpdate}
          />
        )}
      </Section>
      <Section heading="Evidence">
        {evidence.length === 0 ? (
          <EmptyState>No evidence yet. An action needs some before it is complete.</EmptyState>
        ) : (
          <ul className="space-y-1">
            {evidence.map((item) => (
              <li key={item.reference} className="wrap-anywhere">
                <Link href={routes.evidenceItem(council, item.reference)}>{item.reference}</Link>{' '}
                <bdi>{item.title}</bdi> {!item.counts && <Tag tone="warning">Does not count now</Tag>}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section heading="Progress notes">
        <ProgressNotes updates={action.updates} />
      </Section>
    </CouncilFrame>
  );
}

function Text({ children }: { children: string }) {
  return (
    <p dir="auto" className="whitespace-pre-line wrap-anywhere">
      {children}
    </p>
  );
}

/** What is said of the action itself, or else of the whole plan. */
function AsThePlan({ own, plan }: { own: string; plan: string }) {
  if (own !== '') return <Text>{own}</Text>;
  if (plan === '') return <span className="text-ink-soft">Not provided</span>;
  return (
    <>
      <p className="text-16 text-ink-soft">As the plan says:</p>
      <Text>{plan}</Text>
    </>
  );
}

/** "£12,500 once and £3,000 a year. Partly funded". Null: not said. */
function describeCost({ once, yearly, funding }: ActionCost): string | null {
  const parts = [
    ...(once === null ? [] : [`${formatPounds(once)} once`]),
    ...(yearly === null ? [] : [`${formatPounds(yearly)} a year`]),
  ];
  const words = [
    ...(parts.length > 0 ? [parts.join(' and ')] : []),
    ...(funding ? [FUNDING_NAMES[funding]] : []),
  ];
  return words.length === 0 ? null : words.join('. ');
}

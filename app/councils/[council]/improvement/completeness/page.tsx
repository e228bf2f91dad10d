import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { NeedList } from '#components/plan/need-list.tsx';
import { describeCompleteness, type Need } from '#lib/insight/plan/completeness.ts';
import { getCompleteness } from '#lib/insight/plan/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type CompletenessPageProps = { params: Promise<{ council: string }> };

export default async function CompletenessPage({ params }: CompletenessPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const needs = await getCompleteness(context, context.now());
  const [mayEdit, mayOversee] = [can(context, 'improvement:edit'), can(context, 'improvement:oversee')];
  const linkOf = ({ id }: Need) => {
    if ((id === 'monitored' || id === 'scrutinised') && mayOversee)
      return { href: routes.aboutPlan(council), text: 'Say it for the whole plan' };
    if (id === 'published' && can(context, 'improvement:publish'))
      return { href: routes.publishPlan(council), text: 'Publish the plan' };
    if (id === 'findings')
      return { href: routes.findings(council, { state: 'open' }), text: 'See the findings' };
    if (id === 'stage' && mayOversee) return { href: routes.addStage(council), text: 'Record a stage' };
    if (id === 'prioritised' && mayEdit) return { href: routes.addAction(council), text: 'Add an action' };
    return null;
  };
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      title="Completeness of the plan"
      breadcrumbs={[{ href: routes.improvement(council), text: 'Improvement plan' }]}
    >
      <PageHeading
        lead={`${describeCompleteness(needs)} Nothing here prevents you from working on the plan or sharing it.`}
      >
        Completeness of the plan
      </PageHeading>
      <NeedList
        {...{ needs, linkOf }}
        actionHref={(number) =>
          mayEdit ? routes.editAction(council, number) : routes.action(council, number)
        }
      />
    </CouncilFrame>
  );
}

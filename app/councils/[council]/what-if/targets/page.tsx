import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { ScenarioFigures } from '#components/scenarios/scenario-figures.tsx';
import { TargetsForm } from '#components/scenarios/targets-form.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { frameworkOf, knownStatement } from '#lib/frameworks/known.ts';
import { getScenarios, type ScenariosView, type StoredTargets } from '#lib/insight/scenarios/queries.ts';
import {
  currentTargets,
  DEFAULT_DAY,
  describeAim,
  describeNow,
  describeStatementTarget,
  type Scenario,
  type Targets,
  targetDayField,
  targetField,
  targetFingerprint,
  targetOpenedField,
  targetsResult,
  targetVersionField,
} from '#lib/insight/scenarios/rules.ts';
import { capitalise, formatList } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { figuresOf } from '#lib/record/assessments/rules.ts';
import type { StateFacts } from '#lib/record/assessments/state.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';

type TargetsPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ scenario?: string | string[] }>;
};

export default async function TargetsPage({ params, searchParams }: TargetsPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const view = await getScenarios(context);
  const { scenario } = await searchParams;
  const isForm = view?.targets && can(context, 'target:set');
  return (
    <CouncilFrame
      context={context}
      place="targets"
      breadcrumbs={[{ href: routes.whatIf(council), text: 'What if' }]}
    >
      {!isForm && <PageTitle within={context.council.name}>Targets</PageTitle>}
      {view?.assessment.facts && view.targets ? (
        <TargetsOfCycle
          context={context}
          view={view}
          facts={view.assessment.facts}
          targets={view.targets}
          taken={view.scenarios?.find(({ number }) => number === parsePositiveInt(scenario))}
        />
      ) : view ? (
        <>
          <PageHeading caption={view.assessment.name}>Targets</PageHeading>
          <ScoresHidden council={council} hidden={view.assessment.hidden} also={['the targets']} />
        </>
      ) : (
        <NoAssessment council={council} heading="Targets" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}

/** Leads from each target to a new action that should reach it. */
function ActionsForTargets({ council, targets }: { council: string; targets: Targets }) {
  const set = Object.entries(targets).flatMap(([id, target]) => (target ? [{ id, target }] : []));
  if (set.length === 0) return null;
  return (
    <>
      <p className="mt-6">Add an action of the improvement plan that should reach a target:</p>
      <ul className="mt-1 list-disc space-y-1 pl-5">
        {set.map(({ id, target }) => (
          <li key={id}>
            <Link href={routes.addAction(council, { statement: id, score: target.score })}>
              {knownStatement(id).name} to {describeAim(target)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

type TargetsOfCycleProps = {
  context: CouncilContext;
  view: ScenariosView;
  facts: StateFacts;
  targets: StoredTargets;
  /** The scenario whose scores fill the form, not yet saved. */
  taken: Scenario | undefined;
};

function TargetsOfCycle({ context, view, facts, targets, taken }: TargetsOfCycleProps) {
  const council = context.council.slug;
  const { id: assessment, name: cycle, endsOn } = view.assessment;
  const current = currentTargets(targets);
  const aimed = targetsResult(facts, current);
  const isAny = aimed !== null;
  const { scores } = facts;
  const framework = frameworkOf(facts.framework);
  const heading = (
    <>
      <PageHeading
        caption={cycle}
        lead="The score you want each statement to reach in this assessment. Targets are not copied to the next one."
      >
        Targets
      </PageHeading>
      {aimed ? (
        <ScenarioFigures
          what="If every target is met"
          figures={aimed.figures}
          scores={aimed.scores}
          now={figuresOf(facts)}
        />
      ) : (
        <p>No targets yet.</p>
      )}
      {can(context, 'improvement:edit') && <ActionsForTargets council={council} targets={current} />}
    </>
  );
  const today = londonDay(new Date());
  if (!can(context, 'target:set')) {
    return (
      <>
        {heading}
        {isAny && (
          <div className="mt-8">
            <Table
              caption="Targets of statements"
              captionHidden
              stacked
              columns={[{ header: 'Statement' }, { header: 'Now' }, { header: 'Target' }]}
              rows={framework.statements.map(({ id, name }) => {
                const [target, score] = [current[id], scores[id] ?? null];
                return {
                  key: id,
                  cells: [
                    name,
                    capitalise(formatStatementScore(score, id)),
                    target ? describeStatementTarget(target, score, today) : 'No target',
                  ],
                };
              })}
            />
          </div>
        )}
        {!isAny && <p className="mt-2">{capitalise(whoCan('target:set'))} can set them.</p>}
      </>
    );
  }
  return (
    <TargetsForm
      key={taken?.number ?? 'own'}
      council={council}
      councilName={context.council.name}
      assessment={assessment}
      statements={framework.statements.map(({ id, name }) => {
        const held = targets[id];
        const score = taken?.scores.find(({ statement }) => statement === id)?.to ?? held?.score;
        return {
          id,
          name,
          fields: {
            target: targetField(id),
            day: targetDayField(id),
            opened: targetOpenedField(id),
            version: targetVersionField(id),
          },
          now: describeNow(id, current[id], scores[id] ?? null, today),
          target: score ? String(score) : '',
          dueOn: held?.dueOn ?? '',
          opened: targetFingerprint(String(held?.score ?? ''), held?.dueOn ?? ''),
          version: held?.version ?? 0,
        };
      })}
      defaultDay={DEFAULT_DAY}
      defaultDate={endsOn > today ? endsOn : ''}
      options={[
        { value: '', label: 'No target' },
        ...framework.scale.map(({ score, words }) => ({
          value: String(score),
          label: `${score}, ${words.toLowerCase()}`,
        })),
      ]}
      title="Targets"
      heading={
        <>
          {heading}
          {taken && (
            <InsetText>
              The form is filled in with the scores of{' '}
              <Link href={routes.scenario(council, taken.number)}>{taken.name}</Link>:{' '}
              {formatList(taken.scores.map(({ statement }) => knownStatement(statement).name))}. Select “Save
              targets” to set them. Other targets do not change.
            </InsetText>
          )}
        </>
      }
      cancelHref={routes.whatIf(council)}
    />
  );
}

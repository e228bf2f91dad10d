import { Section } from '#components/layout/section.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import {
  byPriority,
  describeStage,
  factsOf,
  type Publication,
  type PublishedAction,
} from '#lib/exchange/publications/rules.ts';
import { PLAN_NAMES } from '#lib/insight/plan/rules.ts';
import { FactLines } from './fact-lines.tsx';

/** The plan as it is published, and as its preview. */
export function PublishedPlan({ publication }: { publication: Publication }) {
  const { details, stage, actions } = publication;
  const said = [
    { heading: PLAN_NAMES.introduction, text: details.introduction },
    { heading: 'Stage of support', text: stage ? describeStage(stage) : '' },
    { heading: PLAN_NAMES.monitoring, text: details.monitoring },
    { heading: PLAN_NAMES.scrutiny, text: details.scrutiny },
  ];
  return (
    <>
      {said.map(
        ({ heading, text }) =>
          text !== '' && (
            <Section key={heading} heading={heading}>
              <p dir="auto" className="max-w-text whitespace-pre-line wrap-anywhere">
                {text}
              </p>
            </Section>
          ),
      )}
      {byPriority(actions).map((group) => (
        <Section key={group.heading} heading={group.heading}>
          {group.actions.map((action) => (
            <ActionShown key={action.number} action={action} />
          ))}
        </Section>
      ))}
    </>
  );
}

function ActionShown({ action }: { action: PublishedAction }) {
  return (
    <div className="mb-10 last:mb-0">
      <h3 className="mb-2 text-20 font-semibold wrap-anywhere">
        {action.number}. <bdi>{action.title}</bdi>
      </h3>
      <SummaryList
        rows={factsOf(action).map(({ name, lines }) => ({ key: name, value: <FactLines lines={lines} /> }))}
      />
    </div>
  );
}

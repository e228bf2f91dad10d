import type { ReactNode } from 'react';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import {
  describeLastResult,
  describeNeededChange,
  describeOverallChange,
} from '#lib/insight/dashboard/dashboard-text.ts';
import type { Dashboard, Figures } from '#lib/insight/dashboard/rules.ts';
import { describeTargets } from '#lib/insight/scenarios/rules.ts';
import * as routes from '#lib/kernel/routes.ts';

type OutlookProps = { council: string | null; dashboard: Dashboard; figures: Figures };

/** What moved the score, in sentences, with links to more. */
export function Moved({ council, dashboard, figures }: OutlookProps) {
  const last = describeLastResult(dashboard);
  return (
    <Section heading="What moved" message={describeOverallChange(dashboard)}>
      <Facts
        facts={[...(last === null ? [] : [last]), figures.moved.sentence]}
        links={
          council === null
            ? []
            : [
                { text: 'See progress', href: routes.movement(council) },
                ...(last === null ? [] : [{ text: 'Compare cycles', href: routes.compareCycles(council) }]),
              ]
        }
      />
    </Section>
  );
}

/** What would change the result, beyond the nearest band that stands beside the score. */
export function WouldChange({ council, figures }: OutlookProps) {
  const { targets, forecast } = figures;
  const [, ...changes] = describeNeededChange(figures);
  // The plan says how and when what the targets say is reached.
  const aim = forecast?.sentence ?? (targets && describeTargets(targets.state, targets.statements));
  const facts = [...changes, ...(aim ? [aim] : [])];
  if (facts.length === 0) return null;
  return (
    <Section heading="What would change it">
      <Facts
        facts={facts}
        links={
          council === null
            ? []
            : [
                { text: 'Try other scores', href: routes.whatIf(council) },
                ...(forecast
                  ? [{ text: 'See the plan', href: routes.improvement(council) }]
                  : targets
                    ? [{ text: 'See the targets', href: routes.targets(council) }]
                    : []),
              ]
        }
      />
    </Section>
  );
}

type FactsProps = {
  facts: readonly string[];
  links: readonly { readonly text: string; readonly href: string }[];
};

function Facts({ facts, links }: FactsProps): ReactNode {
  return (
    <div className="max-w-text space-y-2">
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {links.length > 0 && (
        <p className="flex flex-wrap gap-x-6 gap-y-1 text-16 print:hidden">
          {links.map(({ text, href }) => (
            <Link key={href} href={href}>
              {text}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}

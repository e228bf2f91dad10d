import type { ReactNode } from 'react';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { EvidenceItemView } from '#lib/record/evidence/queries.ts';
import { ReasonForm } from './reason-form.tsx';

type StepPageProps = {
  context: CouncilContext;
  item: EvidenceItemView;
  step: 'withdraw' | 'hold';
  title: string;
  /** What the step means. */
  children: ReactNode;
};

/** The page of a step in the life of an item, for a reason. */
export function StepPage({ context, item, step, title, children }: StepPageProps) {
  const { slug, name } = context.council;
  const itemHref = routes.evidenceItem(slug, item.reference);
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(slug), text: 'Evidence' },
        { href: itemHref, text: item.reference },
      ]}
    >
      <ReasonForm
        council={slug}
        reference={item.reference}
        step={step}
        itemHref={itemHref}
        title={title}
        councilName={name}
      >
        <PageHeading caption={item.title}>{title}</PageHeading>
        <p className="max-w-text">{children}</p>
      </ReasonForm>
    </CouncilFrame>
  );
}

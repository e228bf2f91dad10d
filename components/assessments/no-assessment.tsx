import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';

type NoAssessmentProps = { council: string; heading: string; mayStart: boolean };

export function NoAssessment({ council, heading, mayStart }: NoAssessmentProps) {
  return (
    <>
      <PageHeading>{heading}</PageHeading>
      <EmptyState
        action={
          mayStart ? (
            <ButtonLink href={routes.startAssessment(council)}>Start an assessment</ButtonLink>
          ) : (
            <Link href={routes.members(council)}>See people and roles</Link>
          )
        }
      >
        No assessment is open.{' '}
        {mayStart
          ? 'Start one to score the quality statements.'
          : `${capitalise(whoCan('assessment:start'))} can start one.`}
      </EmptyState>
    </>
  );
}

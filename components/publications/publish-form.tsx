'use client';

import { Form } from '#components/forms/form.tsx';
import { usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { publishPlanAction } from '#lib/exchange/publications/actions.ts';
import type { PublicationChoice } from '#lib/exchange/publications/rules.ts';

type PublishFormProps = {
  council: string;
  choice: PublicationChoice;
  /** The hash of what the preview shows. */
  previewed: string;
  /** Where the choice is changed. */
  backHref: string;
};

/** Publishes what the preview shows. */
export function PublishForm({ council, choice, previewed, backHref }: PublishFormProps) {
  const { sent } = usePageForm(publishPlanAction);
  return (
    <Form state={sent.state} action={sent.action}>
      <ErrorSummary submission={sent.state} errors={sent.errors} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="publishedActions" value={choice.actions.join(' ')} />
      <input type="hidden" name="withOwners" value={choice.withOwners ? 'yes' : ''} />
      <input type="hidden" name="withCosts" value={choice.withCosts ? 'yes' : ''} />
      <input type="hidden" name="previewed" value={previewed} />
      <ButtonGroup>
        <Button>Publish the plan</Button>
        <Link href={backHref}>Change what is shown</Link>
      </ButtonGroup>
    </Form>
  );
}

'use client';

import { Form } from '#components/forms/form.tsx';
import { usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { withdrawFeedAction } from '#lib/exchange/feeds/actions.ts';
import { withdrawCopyAction } from '#lib/exchange/pack-copies/actions.ts';
import { withdrawPlanLinkAction } from '#lib/exchange/publications/actions.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import { withdrawLinkAction } from '#lib/record/links/actions.ts';
import type { LinkKind } from '#lib/record/links/rules.ts';

type FormProps = {
  council: string;
  id: string;
  /** That of a calendar. */
  inspection?: number | undefined;
  /** The list of links. */
  back: string;
};

export function WithdrawLinkForm({ kind, ...props }: FormProps & { kind: LinkKind }) {
  switch (kind) {
    case 'board_paper':
      return <WithdrawForm {...props} send={withdrawLinkAction} />;
    case 'pack':
      return <WithdrawForm {...props} send={withdrawCopyAction} />;
    case 'calendar':
      return <WithdrawForm {...props} send={withdrawFeedAction} />;
    case 'plan':
    case 'plan_board':
      return <WithdrawForm {...props} send={withdrawPlanLinkAction} />;
  }
}

type SendProps<Field extends string> = FormProps & {
  send: (before: FormState<Field>, form: FormData) => Promise<FormState<Field>>;
};

function WithdrawForm<Field extends string>({ council, id, inspection, back, send }: SendProps<Field>) {
  const { sent } = usePageForm(send);
  return (
    <Form state={sent.state} action={sent.action}>
      <ErrorSummary submission={sent.state} errors={sent.errors} />
      <input type="hidden" name="council" value={council} />
      <input type="hidden" name="id" value={id} />
      {inspection !== undefined && <input type="hidden" name="inspection" value={inspection} />}
      <ButtonGroup>
        <Button kind="warning">Withdraw this link</Button>
        <Link href={back}>Cancel</Link>
      </ButtonGroup>
    </Form>
  );
}

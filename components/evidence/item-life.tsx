import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { isInUse, type StepKind } from '#lib/record/evidence/lifecycle.ts';
import type { EvidenceItemView } from '#lib/record/evidence/queries.ts';
import { UndoStepForm } from './undo-step-form.tsx';

type LifeProps = { council: string; item: EvidenceItemView };

/** Says above everything else that an item is withdrawn or held, and why. */
export function LifeNotices({ council, item, mayEdit }: LifeProps & { mayEdit: boolean }) {
  const withdrawal = item.state === 'withdrawn' && item.steps.find(({ kind }) => kind === 'withdrawn');
  const hold = item.held && item.steps.find(({ kind }) => kind === 'held');
  return (
    <>
      {withdrawal && (
        <div className="mb-8">
          <WarningText>
            Withdrawn: <bdi>{withdrawal.reason}</bdi>
          </WarningText>
          <p className="max-w-text">
            By {withdrawal.by}, {formatDateTime(withdrawal.at)}. It cannot be newly cited or attached, and
            does not count as evidence. Statements that use it keep it, marked as withdrawn.
          </p>
          {mayEdit && (
            <div className="mt-4 print:hidden">
              <UndoStepForm council={council} reference={item.reference} step="withdrawn" />
            </div>
          )}
        </div>
      )}
      {hold && (
        <p className="mb-8 max-w-text border-l-4 border-rule-strong py-2 pl-4">
          <b>On legal hold:</b> <bdi>{hold.reason}</bdi>. It cannot be erased until the hold is released.
          Placed by {hold.by}, {formatDateTime(hold.at)}.
        </p>
      )}
    </>
  );
}

const STEP_NAMES: Record<StepKind, string> = {
  withdrawn: 'Withdrawn',
  restored: 'Back in use',
  held: 'Legal hold placed',
  released: 'Legal hold released',
};

/** What a person can do with an item, and what has been done: withdrawals and holds, the latest first. */
export function ItemLife({
  council,
  item,
  mayEdit,
  mayHold,
}: LifeProps & { mayEdit: boolean; mayHold: boolean }) {
  const { reference, steps, held, state } = item;
  return (
    <>
      {steps.length > 0 && (
        <SummaryList
          rows={steps.map(({ kind, reason, by, at }) => ({
            key: STEP_NAMES[kind],
            value: (
              <>
                By {by}, {formatDateTime(at)}
                {reason !== '' && (
                  <>
                    . <bdi className="wrap-anywhere">{reason}</bdi>
                  </>
                )}
              </>
            ),
          }))}
        />
      )}
      <ul className="mt-4 space-y-2 print:hidden">
        {mayEdit && isInUse({ state }) && (
          <li>
            <Link href={routes.withdrawEvidence(council, reference)}>Withdraw {reference}</Link>
          </li>
        )}
        {mayHold && state !== 'erased' && !held && (
          <li>
            <Link href={routes.holdEvidence(council, reference)}>Place a legal hold on {reference}</Link>
          </li>
        )}
        {mayHold && held && (
          <li>
            <UndoStepForm council={council} reference={reference} step="held" />
          </li>
        )}
      </ul>
    </>
  );
}

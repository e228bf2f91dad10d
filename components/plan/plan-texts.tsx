import { SummaryList } from '#components/ui/summary-list.tsx';
import { PLAN_NAMES } from '#lib/insight/plan/rules.ts';
import type { PlanDetails } from '#lib/record/improvement/rules.ts';

/** What is said of the plan, to read. */
export function PlanTexts({ details }: { details: PlanDetails }) {
  const shown = (text: string) =>
    text && (
      <span dir="auto" className="whitespace-pre-line">
        {text}
      </span>
    );
  return (
    <SummaryList
      rows={[
        { key: PLAN_NAMES.introduction, value: shown(details.introduction) },
        { key: PLAN_NAMES.monitoring, value: shown(details.monitoring) },
        { key: PLAN_NAMES.scrutiny, value: shown(details.scrutiny) },
        { key: PLAN_NAMES.chair, value: details.chair },
      ]}
    />
  );
}

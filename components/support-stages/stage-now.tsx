import { SummaryList } from '#components/ui/summary-list.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import {
  describeDue,
  STAGE_KIND_NAMES,
  STAGE_MEANINGS,
  type SupportStage,
} from '#lib/record/support-stages/rules.ts';

type StageNowProps = {
  /** Null: none has begun. */
  stage: SupportStage | null;
  today: CalendarDate;
};

/** The stage of today: what it means, who has to see the plan, and by when. */
export function StageNow({ stage, today }: StageNowProps) {
  if (!stage) return <p className="max-w-text">No stage has begun yet.</p>;
  const { means, seenBy } = STAGE_MEANINGS[stage.kind];
  return (
    <>
      <p className="mb-4 max-w-text text-24">
        In <strong>{STAGE_KIND_NAMES[stage.kind].toLowerCase()}</strong> since {formatDate(stage.fromOn)}.
      </p>
      <SummaryList
        rows={[
          { key: 'What it means', value: means },
          { key: 'Who must see the plan', value: seenBy },
          {
            key: 'When the plan is due',
            value: stage.planDueOn ? `It ${describeDue(stage.planDueOn, today)}.` : 'No date agreed.',
          },
        ]}
      />
    </>
  );
}

import { Tag, type TagTone } from '#components/ui/tag.tsx';
import { STATUS_NAMES, type Standing, type Status } from '#lib/record/returns/state.ts';

const TONES: Readonly<Record<Status, TagTone>> = {
  none: 'neutral',
  begun: 'warning',
  answered: 'info',
  ready: 'info',
  signed_off: 'plain',
};

/** How an item stands, in words. */
export function StandingTags({ standing: { status, isLate, faults } }: { standing: Standing }) {
  return (
    <span className="inline-flex flex-wrap gap-1 whitespace-nowrap">
      <Tag tone={TONES[status]}>{STATUS_NAMES[status]}</Tag>
      {isLate && <Tag tone="warning">Late</Tag>}
      {faults.length > 0 && status !== 'begun' && <Tag tone="warning">Check the answer</Tag>}
    </span>
  );
}

import { Tag, type TagTone } from '#components/ui/tag.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatList } from '#lib/kernel/format.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { STANDING_NAMES, type Standing, standingOf } from '#lib/record/improvement/state.ts';

const TONES: Readonly<Record<Standing, TagTone>> = {
  overdue: 'warning',
  'at-risk': 'warning',
  'on-track': 'info',
  'not-rated': 'neutral',
  complete: 'plain',
  stopped: 'plain',
};

type StandingTagProps = { action: ImprovementAction; today: CalendarDate };

/** How an action stands, and why. */
export function StandingTag({ action, today }: StandingTagProps) {
  const { standing, reasons } = standingOf(action, today);
  return (
    <span className="block">
      <Tag tone={TONES[standing]}>{STANDING_NAMES[standing]}</Tag>
      {reasons.length > 0 && (
        <span className="block text-16 font-normal text-ink-soft">{inOneLine(reasons)}</span>
      )}
    </span>
  );
}

/** "Was due on 30 October 2026, 1 milestone late and rated red". */
function inOneLine([first = '', ...others]: readonly string[]): string {
  return formatList([first, ...others.map((reason) => reason.charAt(0).toLowerCase() + reason.slice(1))]);
}

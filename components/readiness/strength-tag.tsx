import { Tag, type TagTone } from '#components/ui/tag.tsx';
import { STRENGTH_NAMES, type StrengthLevel } from '#lib/insight/readiness/strength.ts';

const TONES: Record<StrengthLevel, TagTone> = {
  none: 'warning',
  weak: 'warning',
  partial: 'info',
  strong: 'plain',
};

export function StrengthTag({ level }: { level: StrengthLevel }) {
  return <Tag tone={TONES[level]}>{STRENGTH_NAMES[level]}</Tag>;
}

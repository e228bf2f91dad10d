import { Tag, type TagTone } from '#components/ui/tag.tsx';
import { STRENGTH_NAMES, type StrengthLevel } from '#lib/insight/readiness/strength.ts';

const TONES: Record<StrengthLevel, TagTone> = {
  none: 'warning',
  weak: 'warning',
  partial: 'info',
  strong: 'plain',
};

/** `isStarted`: whether there is anything to support. Until then nothing is wrong. */
export function StrengthTag({ level, isStarted = true }: { level: StrengthLevel; isStarted?: boolean }) {
  return <Tag tone={isStarted ? TONES[level] : 'plain'}>{STRENGTH_NAMES[level]}</Tag>;
}

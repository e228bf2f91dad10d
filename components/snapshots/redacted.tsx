import { InsetText } from '#components/ui/inset-text.tsx';
import { REDACTED } from '#lib/record/snapshots/rules.ts';

/** Says that stored content has lost the words of erased evidence. */
export function Redacted() {
  return <InsetText>{REDACTED}</InsetText>;
}

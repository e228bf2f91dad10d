import type { CalendarDate } from '#lib/kernel/dates.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { TAGS } from '#lib/platform/forms/tags-field.ts';
import { blockedBy, type LeftReason } from '#lib/record/batches/rules.ts';
import { evidenceFacts } from '#lib/record/evidence/decisions.ts';
import type { EvidenceFacts } from '#lib/record/evidence/events.ts';
import { decideStep, type Life, type StepKind } from '#lib/record/evidence/lifecycle.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// Decides what a change of many makes of one item.

/** What is asked for. */
export type BatchChange =
  | { readonly do: 'link'; readonly statement: readonly StatementId[]; readonly assessment: string }
  | { readonly do: 'owner'; readonly ownerId: string | null }
  | { readonly do: 'review'; readonly reviewBy: CalendarDate | null }
  | { readonly do: 'current'; readonly reviewBy: CalendarDate }
  | { readonly do: 'tag' | 'untag'; readonly tags: readonly string[] }
  | { readonly do: 'withdraw'; readonly reason: string }
  | { readonly do: 'restore' };

export type BatchItem = Life & { readonly facts: EvidenceFacts };

export type ItemDecision =
  | { readonly outcome: 'details'; readonly facts: EvidenceFacts }
  | { readonly outcome: 'step'; readonly kind: StepKind; readonly life: Life }
  | { readonly outcome: 'link' }
  /** Found still current, to be reviewed again by then. */
  | { readonly outcome: 'current'; readonly reviewBy: CalendarDate }
  /** It is so already. */
  | { readonly outcome: 'same' }
  | { readonly outcome: 'left'; readonly reason: LeftReason };

const SAME: ItemDecision = { outcome: 'same' };

export function decideItem(item: BatchItem, change: BatchChange): ItemDecision {
  const reason = blockedBy(change.do, item);
  if (reason) return { outcome: 'left', reason };
  switch (change.do) {
    case 'link':
      return { outcome: 'link' };
    case 'withdraw':
      return step('withdrawn', item);
    case 'restore':
      return step('restored', item);
    case 'owner':
      return details(item, { ownerId: change.ownerId, owner: '' });
    case 'review':
      return details(item, { reviewBy: change.reviewBy });
    case 'current':
      return change.reviewBy === item.facts.reviewBy
        ? SAME
        : { outcome: 'current', reviewBy: change.reviewBy };
    case 'tag': {
      const tags = withTags(item.facts.tags, change.tags);
      return tags.length > TAGS.most ? { outcome: 'left', reason: 'tags' } : details(item, { tags });
    }
    case 'untag':
      return details(item, { tags: withoutTags(item.facts.tags, change.tags) });
  }
}

function step(kind: StepKind, item: Life): ItemDecision {
  const life = decideStep(kind, { state: item.state, held: item.held });
  return typeof life === 'object' ? { outcome: 'step', kind, life } : SAME;
}

function details({ facts }: BatchItem, changes: Partial<EvidenceFacts>): ItemDecision {
  const after = evidenceFacts({ ...facts, ...changes });
  const isSame = JSON.stringify(after) === JSON.stringify(evidenceFacts(facts));
  return isSame ? SAME : { outcome: 'details', facts: after };
}

/** A tag in other capitals is the same tag, as it is written on the item. */
function withTags(own: readonly string[], added: readonly string[]): readonly string[] {
  const known = new Set(own.map(fold));
  return [...own, ...added.filter((tag) => !known.has(fold(tag)))];
}

function withoutTags(own: readonly string[], removed: readonly string[]): readonly string[] {
  const gone = new Set(removed.map(fold));
  return own.filter((tag) => !gone.has(fold(tag)));
}

import type { ChainEvent, RecordKind } from '#lib/platform/audit/records.ts';
import { type EventWords, hashEventWords, wordsHashOf } from '#lib/platform/audit/words.ts';

/** The words of event `seq` as stored. Without a salt: it has none. */
export type KeptWords = { readonly seq: number; readonly salt?: string };

type Checked = {
  readonly seq: number;
  readonly event: ChainEvent;
  readonly isThere: boolean;
  readonly fault: string | null;
};

/** Compares the words of each event with the hash that it holds of them, unless a later event erased them. */
export function replayWords(kinds: readonly RecordKind[]) {
  const checked = new Map<string, Checked[]>();
  const faults: { readonly seq: number; readonly fault: string }[] = [];

  function apply(event: ChainEvent, kept: KeptWords): void {
    const { seq } = kept;
    const isThere = kept.salt !== undefined;
    const earlier = checked.get(event.subject) ?? [];
    const left = earlier.filter((one) => !kinds.some(({ erasesWords }) => erasesWords?.(event, one.event)));
    for (const one of earlier)
      if (!left.includes(one) && one.isThere)
        faults.push({ seq: one.seq, fault: 'its words should have been erased' });
    const fault = wordsFault(event, kept);
    if (fault ?? wordsHashOf(event)) left.push({ seq, event, isThere, fault });
    if (left.length > 0) checked.set(event.subject, left);
    else checked.delete(event.subject);
  }

  return {
    apply,
    faults(): string[] {
      const others = [...checked.values()].flat();
      return [...faults, ...others.flatMap(({ seq, fault }) => (fault === null ? [] : { seq, fault }))]
        .toSorted((a, b) => a.seq - b.seq)
        .map(({ seq, fault }) => `event ${seq}: ${fault}`);
    },
  };
}

function wordsFault(event: ChainEvent, { salt }: KeptWords): string | null {
  const hash = wordsHashOf(event);
  if (hash === undefined) return salt === undefined ? null : 'it has words that it does not record';
  if (salt === undefined) return 'its words are missing from the database';
  const isSame = hashEventWords((event.words ?? {}) as EventWords, salt) === hash;
  return isSame ? null : 'its words have changed since they were written';
}

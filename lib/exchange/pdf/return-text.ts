import { describeFollowing, describeNotHeld, describeSee, nameOfLabel } from '#lib/record/returns/rules.ts';
import type { PackAnswer, PackReturn } from './pack-document.ts';

// What packs say of an information return, in words.

/** An answer other than by evidence, in words. */
export function describePackAnswer(
  answer: Exclude<PackAnswer, { kind: 'evidence' }>,
  { tables }: Pick<PackReturn, 'tables'>,
): string {
  switch (answer.kind) {
    case 'see':
      return describeSee(nameOfLabel(answer.item), answer.place);
    case 'link':
      return answer.url;
    case 'table':
      return tables.find(({ measure }) => measure === answer.measure)?.name ?? answer.measure;
    case 'not_held':
      return describeNotHeld(answer.reason);
    case 'follows':
      return describeFollowing(answer.followsOn, answer.reason);
  }
}

/** What a pack says of a return as a whole, as its page does: "48 items were asked for, of which 34 are answered". */
export function describeAnswered({ items }: Pick<PackReturn, 'items'>): string {
  const answered = items.filter(({ isAnswered }) => isAnswered).length;
  return `${items.length} ${items.length === 1 ? 'item was' : 'items were'} asked for, of which ${answered} ${answered === 1 ? 'is' : 'are'} answered`;
}

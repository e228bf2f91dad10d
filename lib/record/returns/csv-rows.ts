import type { ItemStanding } from '#lib/record/returns/readiness.ts';
import { describeAnswer, ITEM_KIND_NAMES, type ReturnItem } from '#lib/record/returns/rules.ts';
import { STATUS_NAMES } from '#lib/record/returns/state.ts';

/** The columns of an exported list. Those that an import reads must keep their names. */
export const RETURN_CSV_COLUMNS = [
  'Number',
  'Heading',
  'What is asked',
  'Quality statements',
  'Kind',
  'Owner',
  'Due',
  'State',
  'Late',
  'Answer',
] as const;

/**
 * The items of a list as records of a CSV file, in its order. An item without a date of its own has none, so that an
 * import of the file changes nothing.
 *
 * @param emails - of the owners, by their ids
 */
export function returnCsvRows(
  standing: readonly ItemStanding[],
  items: readonly ReturnItem[],
  emails: ReadonlyMap<string, string>,
): readonly (readonly string[])[] {
  return standing.map(({ item, standing: { status, isLate } }) => [
    item.number,
    item.heading,
    item.asked,
    item.statements.join('; '),
    ITEM_KIND_NAMES[item.kind],
    item.owner ? (emails.get(item.owner.id) ?? item.owner.name) : '',
    item.hasOwnDue ? item.dueOn : '',
    STATUS_NAMES[status],
    isLate ? 'Late' : '',
    item.answers.map((answer) => describeAnswer(answer, items)).join('\n'),
  ]);
}

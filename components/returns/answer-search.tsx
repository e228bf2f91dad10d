import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';

type AnswerSearchProps = {
  council: string;
  inspection: number;
  list: number;
  item: number;
  words: string;
  /** Shown to choose from. */
  offered: number;
  /** Found in all, those that answer the item already among them. */
  total: number;
};

/** Searches the evidence list for what answers an item. */
export function AnswerSearch({ council, inspection, list, item, words, offered, total }: AnswerSearchProps) {
  const here = routes.returnItem(council, inspection, list, item);
  return (
    <>
      <search className="mb-4 block max-w-text">
        <form action={here} className="flex flex-wrap items-end gap-4">
          <div className="min-w-0 grow">
            <TextInput
              name="words"
              type="search"
              label="Search your evidence list"
              hint="By reference, title, owner, tag or file name"
              labelSize="small"
              defaultValue={words}
            />
          </div>
          <Button kind="secondary">Search</Button>
        </form>
      </search>
      <p className="mb-4 text-ink-soft">
        {words === '' ? describeLinked(offered, total) : describeFound(offered, total)}{' '}
        {words !== '' && <Link href={here}>Show what is linked to the statements</Link>}
      </p>
    </>
  );
}

function describeLinked(offered: number, total: number): string {
  if (total === 0) return 'Nothing is linked to the statements of this item yet. Search, or type references.';
  if (offered === 0) return 'Everything that is linked to its statements answers it already.';
  return total > offered
    ? `Linked to its statements: ${formatCount(total, 'item')}, of which ${offered} can be added here. Search for others.`
    : 'Linked to its statements:';
}

function describeFound(offered: number, total: number): string {
  if (total === 0) return 'No evidence in use matches.';
  if (offered === 0) return 'Everything that matches answers it already.';
  return total > offered
    ? `${formatCount(total, 'match', 'matches')}, of which ${offered} can be added here.`
    : '';
}

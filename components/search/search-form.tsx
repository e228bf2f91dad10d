import { Button } from '#components/ui/button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { ResultKind } from '#lib/insight/search/rules.ts';
import * as routes from '#lib/kernel/routes.ts';

type SearchFormProps = { council: string; typed: string; kind: ResultKind | null };

/** The words are in the address, so a search can be bookmarked and shared. */
export function SearchForm({ council, typed, kind }: SearchFormProps) {
  return (
    <search className="block max-w-text print:hidden">
      <form action={routes.search(council)} className="flex flex-wrap items-end gap-4">
        {kind && <input type="hidden" name="kind" value={kind} />}
        <div className="min-w-0 grow basis-60">
          <TextInput
            id="search-words"
            name="q"
            type="search"
            label="Search this council"
            hint="Use quotation marks for words in a row, such as “short breaks”"
            defaultValue={typed}
          />
        </div>
        <Button>Search</Button>
      </form>
    </search>
  );
}

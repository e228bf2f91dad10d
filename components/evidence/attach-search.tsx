import { Button } from '#components/ui/button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type AttachSearchProps = { council: string; statement: StatementId; words: string };

export function AttachSearch({ council, statement, words }: AttachSearchProps) {
  return (
    <search className="mb-10 block max-w-text">
      <form action={routes.addEvidence(council)} className="flex flex-wrap items-end gap-4">
        <input type="hidden" name="statement" value={statement} />
        <input type="hidden" name="way" value="list" />
        <div className="min-w-0 grow">
          <TextInput
            name="words"
            type="search"
            label="Search your evidence list"
            hint="Search by reference, title, owner, tag or file name"
            defaultValue={words}
          />
        </div>
        <Button kind="secondary">Search</Button>
      </form>
    </search>
  );
}

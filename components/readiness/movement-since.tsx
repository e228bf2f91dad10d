import { Button } from '#components/ui/button.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { movementSince } from '#lib/insight/readiness/movement.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { dateParts } from '#lib/platform/forms/date-parts.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';

type MovementSinceProps = ReturnType<typeof movementSince> & {
  council: string;
  /** A day, `2026-11-21`. */
  since: string;
  /** As asked, real or not: see readQueryDate. */
  asked: string;
};

/** Changes since a chosen day. */
export function MovementSince({ council, since, asked, sentence, moves }: MovementSinceProps) {
  return (
    <>
      <form
        action={routes.movement(council)}
        className="mb-6 flex flex-wrap items-end gap-x-5 gap-y-4 print:hidden"
      >
        <DateInput
          name="since"
          label="Show changes since"
          defaultValue={dateParts(asked || since)}
          error={asked !== '' && asked !== since ? 'Date must be a real date, like 27 3 2026' : undefined}
        />
        <Button kind="secondary">Show changes</Button>
      </form>
      <p className="mb-4 max-w-text">{sentence}</p>
      {moves.length > 0 && (
        <Table
          caption="Scores that changed"
          captionHidden
          stacked
          columns={[{ header: 'Quality statement' }, { header: 'Then' }, { header: 'Now' }]}
          rows={moves.map(({ statement, from, to }) => ({
            key: statement,
            cells: [
              <Link key="name" href={routes.statement(council, statement)}>
                {knownStatement(statement).name}
              </Link>,
              capitalise(formatStatementScore(from, statement)),
              capitalise(formatStatementScore(to, statement)),
            ],
          }))}
        />
      )}
    </>
  );
}

import { Section } from '#components/layout/section.tsx';
import { Fold } from '#components/ui/fold.tsx';
import { commentsAnchor } from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { ThreadsOfStatements } from '#lib/work/comments/queries.ts';
import { ThreadList } from './thread-list.tsx';

type ClosedCommentsProps = {
  council: string;
  /** As at the closing of the cycle, in the wording of that time. */
  statements: readonly { readonly id: StatementId; readonly name: string }[];
  threads: ThreadsOfStatements;
};

/** The comments on a closed cycle's statements, read only. */
export function ClosedComments({ council, statements, threads }: ClosedCommentsProps) {
  const discussed = statements.filter(({ id }) => threads[id]);
  if (discussed.length === 0) return null;
  return (
    <Section heading="Comments">
      <div className="folds">
        {discussed.map(({ id, name }) => (
          <Fold key={id} id={commentsAnchor(id)} heading={name}>
            <ThreadList council={council} subject={id} threads={threads[id] ?? []} mayWrite={false} />
          </Fold>
        ))}
      </div>
    </Section>
  );
}

import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Framework, Statement } from '#lib/frameworks/framework.ts';

type StatementGuidanceProps = {
  statement: Statement;
  /** The council's own questions. */
  own: readonly string[];
  /** The form that changes them. Null for people who cannot. */
  editHref: string | null;
  /** To describe its scores, for people whose page has no choice of scores. */
  framework: Framework | null;
};

/** What helps to write and to read a statement: its sub-topics, and questions to ask. */
export function StatementGuidance({ statement, own, editHref, framework }: StatementGuidanceProps) {
  const { topics, prompts, characteristics } = statement;
  const described = framework?.scale.filter(({ score }) => characteristics[score]) ?? [];
  return (
    <Details summary="What this statement covers">
      <ul className="list-disc space-y-1 pl-5">
        {topics.map((topic) => (
          <li key={topic}>{topic}</li>
        ))}
      </ul>
      {prompts.length > 0 && (
        <>
          <h2 className="heading-3 mt-5 mb-2">Questions to ask</h2>
          <ul className="max-w-text list-disc space-y-1 pl-5">
            {prompts.map((prompt) => (
              <li key={prompt}>{prompt}</li>
            ))}
          </ul>
        </>
      )}
      {(own.length > 0 || editHref !== null) && (
        <h2 className="heading-3 mt-5 mb-2">Your council’s own questions</h2>
      )}
      {own.length > 0 && (
        <ul className="max-w-text list-disc space-y-1 pl-5 wrap-anywhere">
          {[...new Set(own)].map((prompt) => (
            <li key={prompt}>
              <bdi>{prompt}</bdi>
            </li>
          ))}
        </ul>
      )}
      {editHref !== null && (
        <p className="mt-2 print:hidden">
          <Link href={editHref}>{own.length > 0 ? 'Edit these questions' : 'Add questions'}</Link>
        </p>
      )}
      {framework && described.length > 0 && (
        <>
          <h2 className="heading-3 mt-5 mb-2">What each score could look like</h2>
          <dl className="max-w-text space-y-2">
            {described.toReversed().map(({ score, words }) => (
              <div key={score}>
                <dt className="font-semibold">
                  {score}: {words}
                </dt>
                <dd>{characteristics[score]}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-3 text-16 text-ink-soft">Source: {framework.credits.characteristics.source}.</p>
        </>
      )}
    </Details>
  );
}

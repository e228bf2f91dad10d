import { Details } from '#components/ui/details.tsx';

/** Prompts for writing, in the product's own words. */
export function StatementGuidance({ topics }: { topics: readonly string[] }) {
  return (
    <Details summary="What this statement covers">
      <ul className="list-disc space-y-1 pl-5">
        {topics.map((topic) => (
          <li key={topic}>{topic}</li>
        ))}
      </ul>
    </Details>
  );
}

import { Tag } from '#components/ui/tag.tsx';
import type { Concern } from '#lib/record/evidence/concerns.ts';

/** What somebody should know before they use an item, in words. Nothing if there is nothing. */
export function Concerns({ concerns }: { concerns: readonly Concern[] }) {
  if (concerns.length === 0) return null;
  return (
    <ul className="my-1 flex flex-wrap gap-x-2 gap-y-1">
      {concerns.map(({ kind, words, needsAction }) => (
        <li key={kind}>
          <Tag tone={needsAction ? 'warning' : 'neutral'}>{words}</Tag>
        </li>
      ))}
    </ul>
  );
}

import { Tag } from '#components/ui/tag.tsx';
import { type Clash, describeClash } from '#lib/record/visits/clashes.ts';

/** Who and what a session shares with another one at the same time. */
export function ClashList({ clashes }: { clashes: readonly Clash[] }) {
  if (clashes.length === 0) return null;
  return (
    <ul className="mt-1 space-y-1 font-normal">
      {clashes.map((clash) => (
        <li key={`${clash.other.number} ${clash.kind} ${clash.what}`} className="wrap-anywhere">
          <Tag tone="warning">Clash</Tag> <bdi>{describeClash(clash)}</bdi>
        </li>
      ))}
    </ul>
  );
}

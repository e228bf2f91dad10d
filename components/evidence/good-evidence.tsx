import { Details } from '#components/ui/details.tsx';
import { GOOD_EVIDENCE } from '#lib/help/good-evidence.ts';
import { lowerFirst } from '#lib/kernel/format.ts';
import { CATEGORIES } from '#lib/record/evidence/rules.ts';

type GoodEvidenceProps = { categories: readonly { readonly value: string; readonly label: string }[] };

/** What good evidence looks like: of each category, or only of the one chosen in the form (see globals.css). */
export function GoodEvidence({ categories }: GoodEvidenceProps) {
  return (
    <div className="good-evidence">
      <Details summary="What good evidence looks like" compact>
        {CATEGORIES.map((category) => {
          const label = categories.find(({ value }) => value === category)?.label;
          const { good, weak } = GOOD_EVIDENCE[category];
          return (
            label && (
              <div key={category} data-category={category} className="mb-5 max-w-text">
                <p className="mb-1 font-semibold">{label}</p>
                <ul className="list-disc space-y-1 pl-5">
                  {good.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
                <p className="mt-1">Not enough by itself: {lowerFirst(weak)}</p>
              </div>
            )
          );
        })}
      </Details>
    </div>
  );
}

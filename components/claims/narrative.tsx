import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { segmentsOf } from '#lib/record/claims/rules.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';

type NarrativeProps = {
  council: string;
  text: string;
  /** Evidence numbers cited in the text. */
  inList: readonly number[];
};

/** A narrative with its references as links; references to missing items stay plain text. */
export function Narrative({ council, text, inList }: NarrativeProps) {
  let at = 0;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-line">
      {segmentsOf(text).map((segment) => {
        const key = at;
        at += segment.text.length;
        if (segment.number === null) return segment.text;
        if (inList.includes(segment.number)) {
          return (
            <Link key={key} href={routes.evidenceItem(council, referenceOf(segment.number))}>
              {segment.text}
            </Link>
          );
        }
        return (
          <span key={key} className="border-b-2 border-dotted border-warning">
            {segment.text}
            <span className="text-warning"> (not in your evidence list)</span>
          </span>
        );
      })}
    </p>
  );
}

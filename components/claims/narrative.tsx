import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { segmentsOf } from '#lib/kernel/text/citations.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';

type NarrativeProps = {
  council: string;
  text: string;
  /** Evidence numbers cited in the text. */
  inList: readonly number[];
  /** Those of them that are out of use. */
  withdrawn: readonly number[];
};

/** A narrative with its references as links; references to missing items stay plain text. */
export function Narrative({ council, text, inList, withdrawn }: NarrativeProps) {
  let at = 0;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-line">
      {segmentsOf(text).map((segment) => {
        const key = at;
        at += segment.text.length;
        if (segment.number === null) return segment.text;
        if (inList.includes(segment.number)) {
          return (
            <span key={key}>
              <Link href={routes.evidenceItem(council, referenceOf(segment.number))}>{segment.text}</Link>
              {withdrawn.includes(segment.number) && <span className="text-warning"> (withdrawn)</span>}
            </span>
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

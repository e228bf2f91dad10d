import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { segmentsOf } from '#lib/kernel/text/citations.ts';
import type { Proof } from '#lib/record/claims/rules.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';

type NarrativeProps = {
  council: string;
  text: string;
  /** The evidence that it may cite, by number. */
  cited: Omit<Proof, 'attached'>;
};

/** A narrative with its references as links; references to missing items stay plain text. */
export function Narrative({ council, text, cited }: NarrativeProps) {
  const { inList, withdrawn, erased, notClean, unredacted } = cited;
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
              <Link
                href={routes.evidenceItem(council, referenceOf(segment.number), {
                  page: segment.page ?? undefined,
                })}
              >
                {segment.text}
              </Link>
              {withdrawn.includes(segment.number) && <span className="text-warning"> (withdrawn)</span>}
              {erased.includes(segment.number) && <span className="text-warning"> (erased)</span>}
              {notClean.includes(segment.number) && (
                <span className="text-warning"> (not found free of viruses)</span>
              )}
              {unredacted.includes(segment.number) && (
                <span className="text-warning"> (needs redaction)</span>
              )}
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

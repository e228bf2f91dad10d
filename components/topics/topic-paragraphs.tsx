import { Link } from '#components/ui/link.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { TopicParagraph } from '#lib/insight/topics/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';

type TopicParagraphsProps = { council: string; paragraphs: readonly TopicParagraph[] };

/** The paragraphs about a topic, by statement, each with why it is listed. For below an h2. */
export function TopicParagraphs({ council, paragraphs }: TopicParagraphsProps) {
  const statements = [...new Set(paragraphs.map(({ statement }) => statement))];
  return statements.map((statement) => (
    <div key={statement} className="mt-8 first:mt-0">
      <h3 className="heading-3">
        <Link href={routes.statement(council, statement)} className="link">
          {knownStatement(statement).name}
        </Link>
      </h3>
      <ul>
        {paragraphs
          .filter((one) => one.statement === statement)
          .map(({ field, text, cites, words }) => (
            <li key={`${field} ${text}`} className="mt-4 max-w-text border-l-4 border-rule pl-4">
              <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                {text}
              </p>
              <p className="mt-1 text-16 text-ink-soft">
                {NARRATIVES.find((narrative) => narrative.field === field)?.heading}
                {words.length > 0 && '. Mentions '}
                {words.map((word) => `“${word}”`).join(', ')}
                {cites.length > 0 && '. Cites '}
                {cites.map((number, at) => (
                  <span key={number}>
                    {at > 0 && ', '}
                    <Link href={routes.evidenceItem(council, referenceOf(number))}>
                      {referenceOf(number)}
                    </Link>
                  </span>
                ))}
              </p>
            </li>
          ))}
      </ul>
    </div>
  ));
}

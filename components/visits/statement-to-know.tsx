import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementToKnow as Statement } from '#lib/pages/visit-person.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';

/** A quality statement to have to hand: its score with reasons, evidence, and what is likely to be asked. */
export function StatementToKnow({ council, statement }: { council: string; statement: Statement }) {
  const { id, name, score, reasons, evidence, questions } = statement;
  const written = NARRATIVES.filter(({ field }) => reasons[field] !== '');
  return (
    <Section
      heading={name}
      message={`Our score: ${formatStatementScore(score, id)}`}
      action={<Link href={routes.statement(council, id)}>Statement</Link>}
    >
      {written.map(({ field, heading }) => (
        <div key={field} className="mb-4 max-w-text">
          <h3 className="font-semibold">{heading}</h3>
          <p dir="auto" className="wrap-anywhere whitespace-pre-line">
            {reasons[field]}
          </p>
        </div>
      ))}
      {written.length === 0 && <p className="mb-4">No reasons are written yet.</p>}
      <h3 className="font-semibold">Evidence to point to</h3>
      {evidence.length === 0 ? (
        <p>None yet.</p>
      ) : (
        <ul className="list-disc space-y-1 pl-5">
          {evidence.map(({ reference, title, datedOn, shows, location }) => (
            <li key={reference} className="wrap-anywhere">
              <Link href={routes.evidenceItem(council, reference)}>
                {reference} <bdi>{title}</bdi>
              </Link>
              {datedOn && `, ${formatDate(datedOn)}`}
              {(shows !== '' || location !== '') && (
                <span className="block text-16 text-ink-soft">
                  <bdi>{[shows, location].filter((text) => text !== '').join(' · ')}</bdi>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {questions.length > 0 && (
        <div className="mt-4">
          <h3 className="font-semibold">Likely questions</h3>
          <ul className="list-disc space-y-1 pl-5">
            {questions.map((question) => (
              <li key={question} className="wrap-anywhere">
                <bdi>{question}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

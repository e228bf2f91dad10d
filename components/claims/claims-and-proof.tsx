import type { ReactNode } from 'react';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import { formatCount, formatList, formatNumber, lowerFirst } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { type ClaimsAndProof, STALE_AFTER_YEARS } from '#lib/record/claims/rules.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ClaimsAndProofSectionProps = { council: string; statement: StatementId; facts: ClaimsAndProof };

const SHOWN = 20;

/** How the saved text and the attached evidence match. */
export function ClaimsAndProofSection({ council, statement, facts }: ClaimsAndProofSectionProps) {
  const { withoutProof, neverCited, notAttached, unknown, byCategory, age } = facts;
  const all = routes.evidence(council, { statement });
  const links = (numbers: readonly number[]) => <References council={council} numbers={numbers} all={all} />;
  const categories = frameworkOfStatement(statement).categories.map(({ id, ...category }) => ({
    ...category,
    count: byCategory.find((one) => one.category === id)?.count ?? 0,
  }));
  const missing = categories.filter(({ isNeeded, count }) => isNeeded && count === 0);
  return (
    <Section heading="Statements and evidence">
      <p className="mb-5 max-w-text text-ink-soft">
        As last saved. A reference such as E12 in the text links its paragraph to evidence.
      </p>
      <SummaryList
        rows={[
          {
            key: 'Paragraphs with no evidence',
            value: withoutProof.length === 0 ? 'None' : <WithoutProof claims={withoutProof} />,
          },
          {
            key: 'Attached but not mentioned in the text',
            value: neverCited.length === 0 ? 'None' : links(neverCited),
          },
          {
            key: 'Mentioned but not attached',
            value: notAttached.length === 0 ? 'None' : links(notAttached),
          },
          ...(unknown.length > 0
            ? [
                {
                  key: 'Mentioned but not in your evidence list',
                  value: `${formatList(unknown.slice(0, SHOWN).map(referenceOf))}${more(unknown)}`,
                },
              ]
            : []),
          {
            key: 'Balance by category',
            value: (
              <>
                <ul>
                  {categories.map(({ name, count }) => (
                    <li key={name}>
                      {name}: {count === 0 ? 'none' : formatNumber(count)}
                    </li>
                  ))}
                </ul>
                {missing.map(({ name }) => (
                  <p key={name} className="mt-2 font-semibold">
                    No evidence of {lowerFirst(name)}. Every statement needs some.
                  </p>
                ))}
              </>
            ),
          },
          { key: 'Age of evidence', value: <Age age={age} links={links} /> },
        ]}
      />
    </Section>
  );
}

function WithoutProof({ claims }: { claims: ClaimsAndProof['withoutProof'] }) {
  return NARRATIVES.map(({ field, heading }) => {
    const quotes = claims.filter((claim) => claim.field === field);
    if (quotes.length === 0) return null;
    return (
      <div key={field} className="mt-3 first:mt-0">
        <p>
          {heading}: {formatCount(quotes.length, 'paragraph cites', 'paragraphs cite')} no evidence
        </p>
        <ul className="mt-1 list-disc space-y-1 pl-5">
          {quotes.slice(0, SHOWN).map(({ quote }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may begin with the same words.
            <li key={at} className="text-ink-soft">
              “<bdi>{quote}</bdi>”
            </li>
          ))}
        </ul>
        {quotes.length > SHOWN && <p className="mt-1 text-ink-soft">{more(quotes).trim()}</p>}
      </div>
    );
  });
}

function Age({
  age,
  links,
}: {
  age: ClaimsAndProof['age'];
  links: (numbers: readonly number[]) => ReactNode;
}) {
  const { oldest, newest, undated, stale, ahead } = age;
  if (oldest === null && undated + ahead.length === 0) return 'No evidence yet';
  return (
    <>
      {oldest !== null && newest !== null && (
        <p>
          {oldest === newest
            ? `Dated ${formatDate(oldest)}`
            : `Newest ${formatDate(newest)}, oldest ${formatDate(oldest)}`}
        </p>
      )}
      {undated > 0 && <p>{formatCount(undated, 'piece', 'pieces')} without a date</p>}
      {stale.length > 0 && (
        <p>
          More than {STALE_AFTER_YEARS} years old: {links(stale)}
        </p>
      )}
      {ahead.length > 0 && <p>Dated in the future: {links(ahead)}</p>}
    </>
  );
}

type ReferencesProps = { council: string; numbers: readonly number[]; all: string };

function References({ council, numbers, all }: ReferencesProps) {
  return (
    <>
      {numbers.slice(0, SHOWN).map((number, at) => (
        <span key={number}>
          {at > 0 && ', '}
          <Link
            href={routes.evidenceItem(council, referenceOf(number))}
            className="link inline-block min-h-6 min-w-6"
          >
            {referenceOf(number)}
          </Link>
        </span>
      ))}
      {numbers.length > SHOWN && (
        <>
          {' '}
          and {formatNumber(numbers.length - SHOWN)} more.{' '}
          <Link href={all}>See all evidence on this statement</Link>
        </>
      )}
    </>
  );
}

function more(list: readonly unknown[]): string {
  return list.length > SHOWN ? ` and ${formatNumber(list.length - SHOWN)} more` : '';
}

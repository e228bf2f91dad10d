import type { ReactNode } from 'react';
import { SidePanel } from '#components/assessments/side-panel.tsx';
import { StrengthTag } from '#components/readiness/strength-tag.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import { listNames, neededCategories, type Strength, unmetChecks } from '#lib/insight/readiness/strength.ts';
import { formatCount, formatList, formatNumber, lowerFirst } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { ClaimsAndProof, NarrativeField, personalDataIn, ReadProof } from '#lib/record/claims/rules.ts';
import { CONCERN_NAMES, STALE_AFTER_YEARS } from '#lib/record/evidence/concerns.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type StatementChecksProps = {
  council: string;
  statement: StatementId;
  facts: ClaimsAndProof;
  strength: Strength;
  personalData: ReturnType<typeof personalDataIn>;
  unchecked: ReadProof['unchecked'];
  /** As `pagesMissing` says them. */
  missing: readonly string[];
};

/** References, or paragraphs of one text, that a line lists. */
const SHOWN = 20;

/** What the statement lacks, as last saved: one line each, and why its evidence is not strong. */
export function StatementChecks(props: StatementChecksProps) {
  const { council, statement, facts, strength, personalData, unchecked, missing } = props;
  const { withoutProof, neverCited, notAttached, unknown, withdrawn, erased, notClean, unredacted, age } =
    facts;
  const unmet = unmetChecks(strength);
  const reasons = (...ids: readonly string[]) =>
    unmet.filter(({ id }) => ids.includes(id)).map(({ id, reason }) => <li key={id}>{reason}</li>);
  const listed = (words: string, numbers: readonly number[], linked = true) =>
    numbers.length > 0 && (
      <li key={words}>
        {words}: <References council={council} statement={statement} numbers={numbers} linked={linked} />
      </li>
    );
  const lines = [
    personalData.map(({ field, found }) => (
      <li key={`personal data in ${field}`}>
        <NarrativeLink field={field} /> may hold personal data: {found}
      </li>
    )),
    reasons('people', 'categories'),
    withoutProof.length === 0 ? reasons('claims') : <WithoutProof key="claims" claims={withoutProof} />,
    listed('Attached but not mentioned in the text', neverCited),
    neverCited.length === 0 && reasons('cited'),
    listed('Mentioned but not attached', notAttached),
    listed('Mentioned but not in your evidence list', unknown, false),
    missing.slice(0, SHOWN).map((line) => <li key={line}>{line}</li>),
    listed('Withdrawn, so not counted as evidence', withdrawn),
    listed('Erased, so not counted as evidence', erased),
    listed('Not found free of viruses, so not counted as evidence', notClean),
    listed('Needs redaction, so kept out of packs and not counted as evidence', unredacted),
    listed(CONCERN_NAMES.unchecked, unchecked),
    listed('Past the review date', age.expired),
    listed(`More than ${STALE_AFTER_YEARS} years old`, age.stale),
    listed('Dated in the future', age.ahead),
    age.undated > 0 && <li key="undated">{formatCount(age.undated, 'item has', 'items have')} no date</li>,
    reasons('measures'),
  ].flat();
  const isClear = lines.every((line) => !line);
  if (facts.claims === 0 && strength.level === 'none') {
    return (
      <SidePanel id="checks" heading="Checks" state={<StrengthTag level="none" isStarted={false} />}>
        <p>
          Nothing to check yet. Write your text, and attach evidence of{' '}
          {listNames(neededCategories(frameworkOfStatement(statement)))}.
        </p>
      </SidePanel>
    );
  }
  return (
    <SidePanel
      id="checks"
      heading="Checks"
      state={
        <>
          {strength.level !== 'none' && 'Evidence: '}
          <StrengthTag level={strength.level} />
        </>
      }
    >
      {isClear ? (
        <p>Every paragraph cites recent evidence, and enough categories are covered.</p>
      ) : (
        <ul className="rows">{lines}</ul>
      )}
      <p className="mt-2 text-ink-soft">
        {describeBalance(statement, facts)} As last saved.{' '}
        <Link href={routes.strength(council)}>How strength is judged</Link>
      </p>
    </SidePanel>
  );
}

function WithoutProof({ claims }: { claims: ClaimsAndProof['withoutProof'] }): ReactNode {
  return NARRATIVES.map(({ field }) => {
    const quotes = claims.filter((claim) => claim.field === field);
    if (quotes.length === 0) return null;
    return (
      <li key={field}>
        <NarrativeLink field={field} />: {formatCount(quotes.length, 'paragraph cites', 'paragraphs cite')} no
        evidence{' '}
        <bdi className="text-ink-soft">
          {quotes
            .slice(0, SHOWN)
            .map(({ quote }) => `“${quote}”`)
            .join(' ')}
        </bdi>
        {more(quotes)}
      </li>
    );
  });
}

function NarrativeLink({ field }: { field: NarrativeField }) {
  return (
    <a href={`#${field}`} className="link">
      {NARRATIVES.find((narrative) => narrative.field === field)?.heading}
    </a>
  );
}

type ReferencesProps = {
  council: string;
  statement: StatementId;
  numbers: readonly number[];
  linked: boolean;
};

function References({ council, statement, numbers, linked }: ReferencesProps): ReactNode {
  const shown = numbers.slice(0, SHOWN);
  if (!linked) return `${formatList(shown.map(referenceOf))}${more(numbers)}`;
  return (
    <>
      {shown.map((number, at) => (
        <span key={number}>
          {at > 0 && ', '}
          <Link href={routes.evidenceItem(council, referenceOf(number))}>{referenceOf(number)}</Link>
        </span>
      ))}
      {numbers.length > SHOWN && <Link href={routes.evidence(council, { statement })}>{more(numbers)}</Link>}
    </>
  );
}

function more({ length }: readonly unknown[]): string {
  return length > SHOWN ? ` and ${formatNumber(length - SHOWN)} more` : '';
}

/** "People’s experience 2, feedback from partners 0. Dated 13 April to 5 October 2026." */
function describeBalance(statement: StatementId, { byCategory, age }: ClaimsAndProof): string {
  const counts = frameworkOfStatement(statement).categories.map(({ id, name }, at) => {
    const count = byCategory.find(({ category }) => category === id)?.count ?? 0;
    return `${at === 0 ? name : lowerFirst(name)} ${formatNumber(count)}`;
  });
  const { oldest, newest } = age;
  const dated =
    oldest === null || newest === null
      ? ''
      : oldest === newest
        ? ` Dated ${formatDate(oldest)}.`
        : ` Dated ${formatDate(oldest)} to ${formatDate(newest)}.`;
  return `${counts.join(', ')}.${dated}`;
}

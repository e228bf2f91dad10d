import { Section } from '#components/layout/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { AttachedEvidence } from '#lib/record/evidence/queries.ts';
import { categoryName } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { describeSource } from './source-in-words.ts';

type EvidenceOnStatementProps = {
  /** The council's slug. */
  council: string;
  statement: StatementId;
  evidence: { readonly count: number; readonly shown: readonly AttachedEvidence[] };
  mayEdit: boolean;
};

/** The newest evidence on a statement, what each piece shows, and the ways to more. */
export function EvidenceOnStatement({ council, statement, evidence, mayEdit }: EvidenceOnStatementProps) {
  const { count, shown } = evidence;
  // A button of the statement's form, not a link, so that unsaved text is saved on the way.
  const add = mayEdit && (
    <Button kind="secondary" name="then" value="evidence">
      Save and add evidence
    </Button>
  );
  return (
    <Section heading="Evidence on this statement" action={count > 0 && add}>
      {count === 0 ? (
        <EmptyState action={add}>
          {mayEdit ? 'No evidence yet. Add evidence to support this score.' : 'No evidence yet.'}
        </EmptyState>
      ) : (
        <ul className="border-t border-rule">
          {shown.map((item) => (
            <EvidenceRow
              key={item.reference}
              council={council}
              item={item}
              framework={frameworkOfStatement(statement)}
              changeHref={mayEdit ? routes.evidenceUse(council, statement, item.reference) : undefined}
            />
          ))}
        </ul>
      )}
      {count > shown.length && (
        <p className="mt-4">
          Showing {formatNumber(shown.length)} of {formatNumber(count)}.{' '}
          <Link href={routes.evidence(council, { statement })}>See all evidence on this statement</Link>
        </p>
      )}
    </Section>
  );
}

type EvidenceRowProps = {
  council: string;
  item: AttachedEvidence;
  framework: Framework;
  changeHref: string | undefined;
};

function EvidenceRow({ council, item, framework, changeHref }: EvidenceRowProps) {
  return (
    <li className="grid gap-x-5 gap-y-1 border-b border-rule py-4 sm:grid-cols-[3.5rem_minmax(0,1fr)_auto]">
      <p className="text-ink-soft tabular">{item.reference}</p>
      <div className="min-w-0 max-w-text wrap-anywhere">
        <Link href={routes.evidenceItem(council, item.reference)} className="link font-semibold">
          {item.title}
        </Link>
        <p className="text-16 text-ink-soft">
          {categoryName(item.category, framework)} · {describeSource(item.source)}
          {item.carried && ' · Carried forward, not confirmed'}
          {item.marking === 'OFFICIAL-SENSITIVE' && (
            <>
              {' '}
              <Tag tone="warning">{item.marking}</Tag>
            </>
          )}
        </p>
        {item.shows === '' ? (
          <p className="mt-1 text-ink-soft">No explanation of what it shows yet</p>
        ) : (
          <p dir="auto" className="mt-1 whitespace-pre-line">
            {item.shows}
          </p>
        )}
        {item.location !== '' && (
          <p className="mt-1 text-16 text-ink-soft">
            Where: <bdi>{item.location}</bdi>
          </p>
        )}
      </div>
      {changeHref && (
        <p className="print:hidden">
          <Link href={changeHref} className="link inline-block min-h-6">
            Change<span className="sr-only"> what {item.reference} shows</span>
          </Link>
        </p>
      )}
    </li>
  );
}

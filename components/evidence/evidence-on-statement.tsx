import { Link } from '#components/ui/link.tsx';
import { formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { checkPlace, countsAsEvidence, isInUse } from '#lib/record/evidence/lifecycle.ts';
import type { AttachedEvidence } from '#lib/record/evidence/queries.ts';
import { parseReference, STATE_NAMES } from '#lib/record/evidence/rules.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type EvidenceOnStatementProps = {
  /** The council's slug. */
  council: string;
  statement: StatementId;
  evidence: { readonly count: number; readonly shown: readonly AttachedEvidence[] };
  /** Evidence numbers that the text mentions. */
  cited: readonly number[];
  mayEdit: boolean;
};

/** The newest evidence on a statement: whether its text mentions each piece, and what that shows. */
export function EvidenceOnStatement(props: EvidenceOnStatementProps) {
  const { council, statement, evidence, cited, mayEdit } = props;
  const { count, shown } = evidence;
  return (
    <>
      {count === 0 ? (
        <p>{mayEdit ? 'No evidence yet. Add evidence to support this score.' : 'No evidence yet.'}</p>
      ) : (
        <ul className="rows evidence-rows">
          {shown.map((item) => (
            <EvidenceRow
              key={item.reference}
              council={council}
              item={item}
              isCited={cited.includes(parseReference(item.reference) ?? 0)}
              changeHref={mayEdit ? routes.evidenceUse(council, statement, item.reference) : null}
            />
          ))}
        </ul>
      )}
      {count > shown.length && (
        <p className="mt-2">
          Showing {formatNumber(shown.length)} of {formatNumber(count)}.{' '}
          <Link href={routes.evidence(council, { statement })}>See all evidence on this statement</Link>
        </p>
      )}
    </>
  );
}

type EvidenceRowProps = {
  council: string;
  item: AttachedEvidence;
  isCited: boolean;
  /** Null for people who cannot edit. */
  changeHref: string | null;
};

function EvidenceRow({ council, item, isCited, changeHref }: EvidenceRowProps) {
  const { reference, title, shows, marking, carried, state, scan, outdated } = item;
  return (
    <li>
      <Link href={routes.evidenceItem(council, reference)}>
        <b>{reference}</b> <bdi>{title}</bdi>
      </Link>
      {isCited ? <span>Cited</span> : <span className="text-warning">Not cited</span>}
      <p>
        {marking === 'OFFICIAL-SENSITIVE' && <b>{marking}. </b>}
        {state !== 'current' && <b>{STATE_NAMES[state]}, so not counted as evidence. </b>}
        {isInUse(item) && !countsAsEvidence(item) && <b>{SCAN_NAMES[scan]}, so not counted as evidence. </b>}
        {outdated !== null && <b>{checkPlace(outdated)} </b>}
        {carried && <b>Carried forward, not confirmed. </b>}
        <bdi>{shows || (state === 'erased' ? '' : 'No explanation of what it shows yet')}</bdi>
      </p>
      {changeHref !== null && (
        <span className="space-x-3 print:hidden">
          <Link href={changeHref}>
            Change<span className="sr-only"> what {reference} shows</span>
          </Link>
          {isInUse(item) && (
            <button type="button" className="link needs-script" data-link="" data-insert={reference}>
              Insert<span className="sr-only"> {reference} into the text</span>
            </button>
          )}
        </span>
      )}
    </li>
  );
}

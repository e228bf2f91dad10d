import { Link } from '#components/ui/link.tsx';
import { formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { citationOf, pageIn } from '#lib/kernel/text/citations.ts';
import { concernsOf } from '#lib/record/evidence/concerns.ts';
import { checkPlace, isInUse, isUsable } from '#lib/record/evidence/lifecycle.ts';
import type { AttachedEvidence } from '#lib/record/evidence/queries.ts';
import { parseReference, previewKind, STATE_NAMES } from '#lib/record/evidence/rules.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { Concerns } from './concerns.tsx';
import { PagePicture, type PagePictureProps } from './page-picture.tsx';

type EvidenceOnStatementProps = {
  /** The council's slug. */
  council: string;
  statement: StatementId;
  evidence: { readonly count: number; readonly shown: readonly AttachedEvidence[] };
  /** Evidence numbers that the text mentions. */
  cited: readonly number[];
  mayEdit: boolean;
  /** Whether the person sees files. */
  mayOpen: boolean;
  /** Whether pages of office files can be drawn. */
  office: boolean;
  asOf: Date;
};

/** The newest evidence on a statement: whether its text mentions each piece, and what that shows. */
export function EvidenceOnStatement(props: EvidenceOnStatementProps) {
  const { council, statement, evidence, cited, mayEdit, mayOpen, office, asOf } = props;
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
              asOf={asOf}
              isCited={cited.includes(parseReference(item.reference) ?? 0)}
              kind={mayOpen ? kindOf(item, office) : null}
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
  asOf: Date;
  isCited: boolean;
  /** How its file is drawn. Null: it is not shown here. */
  kind: PagePictureProps['kind'] | null;
  /** Null for people who cannot edit. */
  changeHref: string | null;
};

function EvidenceRow({ council, item, asOf, isCited, kind, changeHref }: EvidenceRowProps) {
  const { reference, title, shows, location, marking, carried, state, scan, outdated } = item;
  // In the newest version of the file it may be another page.
  const place = outdated === null ? location : '';
  const [citation, page] = [citationOf(reference, place), pageIn(place) ?? undefined];
  return (
    <li>
      <Link href={routes.evidenceItem(council, reference, { page })}>
        <b>{reference}</b> <bdi>{title}</bdi>
      </Link>
      {isCited ? <span>Cited</span> : <span className="text-warning">Not cited</span>}
      <Concerns concerns={concernsOf(item, asOf)} />
      <p>
        {marking === 'OFFICIAL-SENSITIVE' && <b>{marking}. </b>}
        {state !== 'current' && <b>{STATE_NAMES[state]}, so not counted as evidence. </b>}
        {isInUse(item) && !isUsable(scan) && <b>{SCAN_NAMES[scan]}, so not counted as evidence. </b>}
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
            <button type="button" className="link needs-script" data-link="" data-insert={citation}>
              Insert<span className="sr-only"> {citation} into the text</span>
            </button>
          )}
        </span>
      )}
      {kind !== null && (
        <details className="print:hidden">
          <summary className="link">
            Preview<span className="sr-only"> of {reference}</span>
          </summary>
          <PagePicture council={council} reference={reference} title={title} kind={kind} page={page ?? 1} />
        </details>
      )}
    </li>
  );
}

/** A spreadsheet is left out: places in it are sheets, and a page is not one. */
function kindOf({ state, scan, source }: AttachedEvidence, office: boolean): PagePictureProps['kind'] | null {
  if (state === 'erased' || !isUsable(scan) || source.kind !== 'file') return null;
  const kind = previewKind(source.mediaType, office);
  return kind === 'spreadsheet' ? null : kind;
}

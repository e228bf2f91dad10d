import { Concerns } from '#components/evidence/concerns.tsx';
import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { FoundPage } from '#lib/insight/search/queries.ts';
import { describePage, type IsFound, marked, passageOf } from '#lib/insight/search/rules.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { FoundEvidence } from '#lib/pages/search.ts';
import { concernsOf } from '#lib/record/evidence/concerns.ts';
import { isInUse, isUsable } from '#lib/record/evidence/lifecycle.ts';
import { STATE_NAMES } from '#lib/record/evidence/rules.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import { Result } from './result.tsx';

type EvidenceResultProps = { council: string; found: FoundEvidence; isFound: IsFound; asOf: Date };

/** An item, the page of its file that fits best, and what it shows on statements. */
export function EvidenceResult({ council, found, isFound, asOf }: EvidenceResultProps) {
  const { item, uses, page } = found;
  const { reference, source } = item;
  const hrefOf = (number: number) =>
    routes.evidenceItem(council, reference, {
      page: number,
      // Nobody but the text counts parts.
      as: page?.unit === 'part' ? 'text' : undefined,
    });
  const onPage = page && {
    where: {
      text: describePage(page.unit, page.number, page.label),
      href: hrefOf(page.number),
      detail: <OtherPages page={page} hrefOf={hrefOf} />,
    },
    passage: passageOf(page.body, isFound),
  };
  const shown = uses.flatMap(({ statement, shows, location }) => {
    const passage = passageOf(shows, isFound) ?? passageOf(location, isFound);
    if (!passage) return [];
    const where = {
      text: knownStatement(statement).name,
      href: routes.evidenceUse(council, statement, reference),
    };
    return [{ where, passage }];
  });
  return (
    <Result
      href={routes.evidenceItem(council, reference)}
      reference={reference}
      title={marked(item.title, isFound)}
      tag={
        <>
          {item.state === 'withdrawn' && <Tag tone="warning">{STATE_NAMES[item.state]}</Tag>}
          {isInUse(item) && !isUsable(item.scan) && <Tag tone="warning">{SCAN_NAMES[item.scan]}</Tag>}
        </>
      }
      note={<Concerns concerns={concernsOf(item, asOf)} />}
      detail={marked(
        [source.kind === 'file' ? source.name : source.url, item.owner && `owner: ${item.owner}`]
          .filter(Boolean)
          .join(', '),
        isFound,
      )}
      passages={[...(onPage ? [onPage] : []), ...shown.slice(0, 2)]}
    />
  );
}

/** Beside the best page, the further ones with a number that people know. */
const OTHERS_SHOWN = 6;

function OtherPages({ page, hrefOf }: { page: FoundPage; hrefOf: (number: number) => string }) {
  const { unit, others } = page;
  if (others.length === 0) return null;
  if (unit !== 'page' && unit !== 'slide') return ` and ${formatCount(others.length, `other ${unit}`)}`;
  const shown = others.slice(0, OTHERS_SHOWN);
  const left = others.length - shown.length;
  return (
    <>
      , also{' '}
      {shown.map((number, index) => (
        <span key={number}>
          {index > 0 && ', '}
          <Link href={hrefOf(number)} className="link">
            <span className="sr-only">{unit} </span>
            {formatNumber(number)}
          </Link>
        </span>
      ))}
      {left > 0 && ` and ${formatCount(left, `other ${unit}`)}`}
    </>
  );
}

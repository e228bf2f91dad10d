import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatCount, formatList } from '#lib/format.ts';
import type { ReadyRoute } from '#lib/readiness/rules.ts';
import { routes } from '#lib/routes.ts';
import { statement as statementOf } from '#lib/scoring/index.ts';
import { StrengthTag } from './strength-tag.tsx';

type CheapestRoutesProps = {
  council: string;
  band: string;
  routes: readonly ReadyRoute[];
  /** How many there are, those not listed among them. */
  count: number;
};

const SHOWN = 10;

/** The smallest sets of rises that reach a band, those that the evidence is readiest for first. */
export function CheapestRoutes({ council, band, routes: found, count }: CheapestRoutesProps) {
  const shown = found.slice(0, SHOWN);
  const [first] = shown;
  if (!first) return null;
  return (
    <>
      <p className="mb-4 max-w-text">
        {band} takes {formatCount(first.steps, 'point')} more. There{' '}
        {count === 1 ? 'is one way' : `are ${formatCount(count, 'way')}`} to gain no more than that
        {count > shown.length && `; these are the ${shown.length} that the evidence is readiest for`}. A way
        is as ready as the weakest evidence among the statements that would rise.
      </p>
      <Table
        caption={`Cheapest ways to ${band.toLowerCase()}`}
        captionHidden
        columns={[{ header: 'What would rise' }, { header: 'Weakest evidence' }, { header: 'Try it' }]}
        rows={shown.map(({ rises, weakest }) => {
          const names = formatList(
            rises.map(({ statement, from, to }) => `${statementOf(statement).name} from ${from} to ${to}`),
          );
          return {
            key: rises.map(({ statement, to }) => `${statement}${to}`).join(),
            cells: [
              names,
              weakest && (
                <span key="weakest" className="inline-flex flex-wrap gap-x-3">
                  <StrengthTag level={weakest.level} /> {statementOf(weakest.statement).name}
                </span>
              ),
              <Link
                key="try"
                href={routes.whatIf(
                  council,
                  Object.fromEntries(rises.map(({ statement, to }) => [statement, to])),
                )}
              >
                Try<span className="sr-only"> {names}</span>
              </Link>,
            ],
          };
        })}
      />
    </>
  );
}

import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { NextBand } from '#lib/insight/readiness/rules.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
import { BAND_NAMES, statement as statementOf } from '#lib/scoring/index.ts';
import { StrengthTag } from './strength-tag.tsx';

type CheapestRoutesProps = {
  council: string;
  /** Null where there is no band above, or none yet. */
  next: NextBand | null;
  /** Whether all nine statements are scored and confirmed. */
  isComplete: boolean;
};

/** The smallest sets of rises that reach the band above, those that the evidence is readiest for first. */
export function CheapestRoutes({ council, next, isComplete }: CheapestRoutesProps) {
  if (!next) {
    return (
      <Section heading="Cheapest ways up">
        <p>
          {isComplete
            ? 'There is no higher band.'
            : 'They are calculated when all nine statements are scored and confirmed.'}
        </p>
      </Section>
    );
  }
  return (
    <Section heading={`Cheapest ways to ${BAND_NAMES[next.band].toLowerCase()}`}>
      <FoundRoutes council={council} next={next} />
    </Section>
  );
}

const SHOWN = 10;

type FoundRoutesProps = { council: string; next: NextBand };

function FoundRoutes({ council, next: { band: id, found, count } }: FoundRoutesProps) {
  const band = BAND_NAMES[id];
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

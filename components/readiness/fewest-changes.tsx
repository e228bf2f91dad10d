import { WorkedOut } from '#components/help/worked-out.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { describePaths, describeSupport, type NextBand } from '#lib/insight/readiness/rules.ts';
import { formatInWords, formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { BAND_NAMES } from '#lib/scoring/index.ts';
import { StrengthTag } from './strength-tag.tsx';

type FewestChangesProps = {
  council: string;
  /** Null if there is no band above, or no result yet. */
  next: NextBand | null;
  /** How many statements there are, and whether all are scored and confirmed. */
  of: number;
  isComplete: boolean;
};

/** The smallest sets of increases that reach the band above, those with the best support first. */
export function FewestChanges({ council, next, of, isComplete }: FewestChangesProps) {
  if (!next) {
    return (
      <Section heading="Fewest changes needed for the next band">
        <p>
          {isComplete
            ? 'There is no higher band.'
            : `Shown once all ${formatInWords(of)} statements are scored, and those carried forward are confirmed.`}
        </p>
      </Section>
    );
  }
  return (
    <Section heading={`Fewest changes needed for ${BAND_NAMES[next.band].toLowerCase()}`}>
      <RouteList council={council} next={next} />
    </Section>
  );
}

const SHOWN = 10;

type RouteListProps = { council: string; next: NextBand };

function RouteList({ council, next }: RouteListProps) {
  const band = BAND_NAMES[next.band];
  const shown = next.found.slice(0, SHOWN);
  return (
    <>
      <p className="mb-4 max-w-text">
        {describePaths(next)}{' '}
        {next.count > shown.length
          ? `The ${shown.length} with the best support are shown.`
          : 'Those with the best support come first.'}{' '}
        <WorkedOut figure="fewest-changes" />
      </p>
      <Table
        caption={`Fewest changes needed for ${band.toLowerCase()}`}
        captionHidden
        stacked
        columns={[{ header: 'Change' }, { header: 'Evidence and challenge' }, { header: 'Try it' }]}
        rows={shown.map((path) => {
          const { rises, weakest } = path;
          const names = formatList(
            rises.map(({ statement, from, to }) => `${knownStatement(statement).name} from ${from} to ${to}`),
          );
          return {
            key: rises.map(({ statement, to }) => `${statement}${to}`).join(),
            cells: [
              names,
              <span key="support">
                {weakest && <StrengthTag level={weakest.level} />}
                {weakest && rises.length > 1 && ` ${knownStatement(weakest.statement).name}`}
                {describeSupport(path) && `, ${describeSupport(path)}`}
              </span>,
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

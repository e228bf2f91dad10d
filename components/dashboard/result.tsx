import { Link } from '#components/ui/link.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { describeNeededChange } from '#lib/insight/dashboard/dashboard-text.ts';
import { type Dashboard, type Figures, isStarted } from '#lib/insight/dashboard/rules.ts';
import { describeStrength } from '#lib/insight/readiness/strength.ts';
import { formatInWords } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import {
  describeCertainty,
  describeDisagreement,
  describeOpen,
  formatScore,
} from '#lib/record/assessments/state.ts';
import { BAND_NAMES } from '#lib/scoring/index.ts';

type ResultProps = {
  council: string | null;
  dashboard: Dashboard;
  figures: Figures;
  /** The level of its heading, which names the cycle. Without one, it stands below the heading of its page. */
  heading?: 'h1' | 'h2' | undefined;
};

/** The band and score, the nearest other band, and how certain they are. */
export function Result({ council, dashboard, figures, heading }: ResultProps) {
  const { state } = figures;
  const { value } = state;
  const framework = frameworkOf(state.framework);
  const Heading = heading ?? 'p';
  if (!isStarted(figures)) {
    return (
      <>
        <Heading className="result">
          {heading && <Caption>{dashboard.cycle.name}</Caption>}
          Not scored yet
        </Heading>
        <p className="mt-2 text-24">
          None of the {formatInWords(framework.statements.length)} quality statements is scored.
        </p>
      </>
    );
  }
  const [change] = describeNeededChange(figures);
  const disagreement = value && describeDisagreement(value, framework);
  const open = describeOpen(state);
  return (
    <>
      <Heading className="result">
        {heading && <Caption>{dashboard.cycle.name}</Caption>}
        {value ? BAND_NAMES[value.band] : describeCertainty(state)}{' '}
        <b>
          {formatScore(state)} <small>out of 100</small>
        </b>
      </Heading>
      <p className="mt-2 max-w-text text-24 text-balance">{change}</p>
      <div className="mt-3 max-w-text space-y-2">
        {disagreement && <p>{disagreement}</p>}
        {open && <p>{open}</p>}
        <p>
          {describeStrength(dashboard.statements.map(({ strength }) => strength.level))}{' '}
          {council !== null && (
            <span className="print:hidden">
              <Link href={routes.strength(council)}>See the reasons</Link>
            </span>
          )}
        </p>
      </div>
    </>
  );
}

function Caption({ children }: { children: string }) {
  return (
    <span>
      <bdi>{children}</bdi>
      <span className="sr-only">: </span>
    </span>
  );
}

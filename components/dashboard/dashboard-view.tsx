import type { ReactNode } from 'react';
import { BandRuler } from '#components/scoring/band-ruler.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { type Dashboard, type Figures, isStarted } from '#lib/insight/dashboard/rules.ts';
import { Moved, WouldChange } from './outlook.tsx';
import { Result } from './result.tsx';
import { SignOff } from './sign-off.tsx';
import { StatementsSection } from './statements-section.tsx';

type DashboardViewProps = {
  dashboard: Dashboard;
  figures: Figures;
  /** The council whose pages the links lead to. Null: a saved copy without links, below the heading of its page. */
  council: string | null;
  /** Under the result: the person's next step. */
  action?: ReactNode | undefined;
  /** While an inspection is under way, in place of what would change the result. */
  countdown?: ReactNode | undefined;
  /** After the statements: the person's tasks. */
  children?: ReactNode | undefined;
};

/** Where the council is, what moved its score and what would change it. `AllFigures` is what stands behind it. */
export function DashboardView({
  dashboard,
  figures,
  council,
  action,
  countdown,
  children,
}: DashboardViewProps) {
  const shown = { council, dashboard, figures };
  const hasScores = isStarted(figures);
  return (
    <>
      <div className="grid grid-cols-1 gap-x-16 gap-y-8 print:gap-y-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <div>
          <Result {...shown} heading={council === null ? undefined : 'h1'} />
          {action && <div className="mt-5">{action}</div>}
        </div>
        <div>
          {hasScores && <BandRuler state={figures.state} />}
          <SignOff council={council} dashboard={dashboard} />
        </div>
      </div>
      {figures.result.flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
      <StatementsSection council={council} dashboard={dashboard} />
      {children}
      {hasScores && (
        <div className="grid grid-cols-1 gap-x-16 *:only:col-span-full lg:grid-cols-2 print:grid-cols-2 print:gap-x-8">
          <Moved {...shown} />
          {countdown ?? <WouldChange {...shown} />}
        </div>
      )}
    </>
  );
}

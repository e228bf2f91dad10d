import type { ReactNode } from 'react';
import { Section } from '#components/layout/section.tsx';
import { BandRuler } from '#components/scoring/band-ruler.tsx';
import { ScoreDisplay } from '#components/scoring/score-display.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import type { Dashboard, Figures } from '#lib/insight/dashboard/rules.ts';
import { InShort } from './in-short.tsx';
import { SignOff } from './sign-off.tsx';
import { StatementsSection } from './statements-section.tsx';

type DashboardViewProps = {
  dashboard: Dashboard;
  figures: Figures;
  /** The council whose pages the links lead to. Null: a saved copy without links. */
  council: string | null;
  /** Shown beside the score. */
  actions?: ReactNode | undefined;
  /** Shown before the figures behind the score. */
  children?: ReactNode | undefined;
};

/** The dashboard without the figures behind it. */
export function DashboardView({ dashboard, figures, council, actions, children }: DashboardViewProps) {
  const { state } = figures;
  const { flags } = figures.result;
  return (
    <>
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
        <div>
          <ScoreDisplay state={state} />
          {actions}
        </div>
        <div className="lg:pt-3">
          <BandRuler state={state} />
        </div>
      </div>

      <SignOff council={council} review={dashboard.review} framework={dashboard.cycle.framework} />
      {flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
      {children}

      <Section heading="Key points">
        <InShort council={council} dashboard={dashboard} figures={figures} />
      </Section>
      <StatementsSection council={council} dashboard={dashboard} />
    </>
  );
}

import { Section } from '#components/layout/section.tsx';
import { Table } from '#components/ui/table.tsx';
import { describeMoves, isTargetReached, type Scenario, type Targets } from '#lib/insight/scenarios/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

type ClosedPlansProps = {
  statements: readonly { readonly id: StatementId; readonly name: string; readonly score: Score | null }[];
  targets: Targets;
  scenarios: readonly Scenario[];
};

/** A closed cycle's targets and scenarios beside its result, if it had any. */
export function ClosedPlans({ statements, targets, scenarios }: ClosedPlansProps) {
  const aimed = statements.flatMap((statement) => {
    const target = targets[statement.id];
    return target ? [{ ...statement, target }] : [];
  });
  return (
    <>
      {aimed.length > 0 && (
        <Section heading="Targets">
          <Table
            caption="Targets, with the score at closing"
            captionHidden
            stacked
            columns={[
              { header: 'Statement' },
              { header: 'Target' },
              { header: 'By' },
              { header: 'Score at closing' },
            ]}
            rows={aimed.map(({ id, name, score, target }) => ({
              key: id,
              cells: [
                name,
                String(target.score),
                target.dueOn ? formatDate(target.dueOn) : 'No date',
                `${capitalise(formatStatementScore(score, id))}: ${isTargetReached(target, score) ? 'reached' : 'not reached'}`,
              ],
            }))}
          />
        </Section>
      )}
      {scenarios.length > 0 && (
        <Section heading="Scenarios">
          <Table
            caption="Scenarios of this cycle"
            captionHidden
            stacked
            columns={[{ header: 'Scenario' }, { header: 'Changes' }, { header: 'What it would take' }]}
            rows={scenarios.map(({ number, name, scores }) => ({
              key: String(number),
              cells: [
                name,
                describeMoves(scores),
                <span key="needs" dir="auto" className="whitespace-pre-line wrap-anywhere">
                  {scores.flatMap(({ needs }) => (needs === '' ? [] : [needs])).join('\n') || 'Not provided'}
                </span>,
              ],
            }))}
          />
        </Section>
      )}
    </>
  );
}

import { STATUS_TONES } from '#components/assessments/status-tones.ts';
import { DueDate } from '#components/assignments/due-date.tsx';
import { describePeople } from '#components/assignments/statement-people.tsx';
import { ScoreLabel } from '#components/scoring/score-label.tsx';
import { TaskList } from '#components/ui/task-list.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { AssessmentView } from '#lib/record/assessments/queries.ts';
import { isDone, STATUS_NAMES } from '#lib/record/assessments/state.ts';
import { formatChallengesBeside } from '#lib/record/challenge/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { StatementPeople } from '#lib/work/assignments/queries.ts';
import { type CommentCount, describeCount, NO_COMMENTS } from '#lib/work/comments/rules.ts';

type StatementTasksProps = {
  council: string;
  assessment: Pick<AssessmentView, 'framework' | 'statements'>;
  comments: Readonly<Partial<Record<StatementId, CommentCount>>>;
  people: Readonly<Partial<Record<StatementId, StatementPeople>>>;
  /** Today's date in London. */
  today: CalendarDate;
};

/** The statements as tasks under their themes. */
export function StatementTasks({ council, assessment, comments, people, today }: StatementTasksProps) {
  return frameworkOf(assessment.framework).themes.map((theme) => (
    <section key={theme.id} aria-labelledby={`theme-${theme.id}`} className="mt-10 first:mt-0">
      <h2 id={`theme-${theme.id}`} className="heading-2 mb-3">
        <span className="text-ink-soft tabular">{theme.id}.</span> {theme.name}
      </h2>
      <TaskList
        tasks={assessment.statements
          .filter(({ id }) => theme.statements.includes(id))
          .map(({ id, name, score, challenges, status, evidenceCount }) => ({
            id,
            title: name,
            href: routes.statement(council, id),
            hint: (
              <>
                {status === 'not-confirmed' && <p>Carried forward</p>}
                <p>
                  {[
                    evidenceCount === 0 ? 'No evidence yet' : formatCount(evidenceCount, 'evidence item'),
                    describeCount(comments[id] ?? NO_COMMENTS) ?? [],
                  ]
                    .flat()
                    .join(' · ')}
                </p>
                {people[id] && <p>{describePeople(people[id])}</p>}
                {people[id]?.dueOn && !isDone(status) && (
                  <p>
                    <DueDate dueOn={people[id].dueOn} today={today} />
                  </p>
                )}
              </>
            ),
            aside: (
              <>
                <ScoreLabel statement={id} score={score} />
                {challenges.length > 0 && (
                  <p className="text-16 text-ink-soft">
                    Challenged: {formatChallengesBeside(score, challenges)}
                  </p>
                )}
              </>
            ),
            status: { text: STATUS_NAMES[status], tone: STATUS_TONES[status] },
          }))}
      />
    </section>
  ));
}

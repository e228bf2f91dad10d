import { Section } from '#components/layout/section.tsx';
import { BandRuler } from '#components/scoring/band-ruler.tsx';
import { TodoList } from '#components/todos/todo-list.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import type { Dashboard, Figures } from '#lib/insight/dashboard/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { Todo } from '#lib/work/todos/rules.ts';
import { Moved, WouldChange } from './outlook.tsx';
import { Result } from './result.tsx';
import { SignOff } from './sign-off.tsx';
import { SlideKeys } from './slide-keys.tsx';
import { StatementsSection } from './statements-section.tsx';

type SlidesProps = { council: string; dashboard: Dashboard; figures: Figures; todos: readonly Todo[] };

/**
 * The summary as slides that fill the screen, one to a printed page. The address names the slide to show, so that links
 * leaf through them without script.
 */
export function Slides({ council, dashboard, figures, todos }: SlidesProps) {
  const { flags } = figures.result;
  const shown = { council: null, dashboard, figures };
  const owners = Object.fromEntries(dashboard.statements.map(({ id, owner }) => [id, owner]));
  const toDo = todos.filter(({ statement }) => statement !== null);
  const slides = [
    <>
      <Result {...shown} heading="h2" />
      <div className="mt-6 max-w-180">
        <BandRuler state={figures.state} />
      </div>
      <SignOff council={null} dashboard={dashboard} />
    </>,
    flags.length > 0 && (
      <Section key="flags" heading="Warnings">
        {flags.map((flag) => (
          <WarningText key={flag.kind}>{flag.message}</WarningText>
        ))}
      </Section>
    ),
    <StatementsSection key="statements" council={null} dashboard={dashboard} />,
    toDo.length > 0 && <TodoList key="to-do" council={council} todos={toDo} owners={owners} isForAll />,
    <div key="outlook" className="grid grid-cols-1 gap-x-16 text-32 lg:grid-cols-2">
      <Moved {...shown} />
      <WouldChange {...shown} />
    </div>,
  ].filter((slide) => slide !== false);
  return (
    <main id="main" tabIndex={-1} className="slides">
      <h1 className="sr-only">Meeting view</h1>
      {slides.map((slide, index) => {
        const number = index + 1;
        return (
          <article
            // biome-ignore lint/suspicious/noArrayIndexKey: slides never change their order.
            key={index}
            id={slideId(number)}
            tabIndex={-1}
            aria-label={`Slide ${number} of ${slides.length}`}
            className="slide"
          >
            <div>{slide}</div>
            <nav aria-label={`From slide ${number}`}>
              <a href={routes.council(council)}>Back to the summary</a>
              <p className="wrap-anywhere">
                <bdi>{dashboard.council.name}</bdi>, {number} of {slides.length}
              </p>
              {number > 1 && <a href={`#${slideId(number - 1)}`}>Previous</a>}
              {number < slides.length && <a href={`#${slideId(number + 1)}`}>Next</a>}
            </nav>
          </article>
        );
      })}
      <SlideKeys back={routes.council(council)} />
    </main>
  );
}

const slideId = (number: number) => `slide-${number}`;

import { HelpFrame } from '#components/help/help-frame.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { knownFrameworks } from '#lib/frameworks/known.ts';
import { FIGURE_TITLES, type FigureId } from '#lib/help/figure-titles.ts';
import { figureHelp } from '#lib/help/figures.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getHelpReader } from '#lib/pages/help.ts';

type FiguresProps = { searchParams: Promise<{ framework?: string | string[] }> };

export default async function FiguresPage({ searchParams }: FiguresProps) {
  const { framework: asked } = await searchParams;
  const known = knownFrameworks();
  const framework = known.find(({ id }) => id === asked) ?? known[0];
  if (!framework) throw new Error('No framework is known');
  const others = known.filter((other) => other !== framework);
  const help = figureHelp(framework);
  const figures = Object.entries(FIGURE_TITLES).map(([id, title]) => ({
    id,
    title,
    ...help[id as FigureId],
  }));
  return (
    <HelpFrame
      title="How figures are worked out"
      lead={`The rule behind each figure that pages show. The numbers are those of ${framework.name}.`}
      person={await getHelpReader()}
    >
      {others.length > 0 && (
        <p className="mb-6 max-w-text">
          The numbers differ in other frameworks:
          {others.map(({ id, name }) => (
            <Link
              key={id}
              href={routes.helpFigures({ framework: id })}
              className="link ml-2 inline-block min-h-6"
            >
              {name}
            </Link>
          ))}
        </p>
      )}
      <ul className="mb-4 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
        {figures.map(({ id, title }) => (
          <li key={id}>
            <Link href={`#${id}`} className="link inline-block min-h-6">
              {title}
            </Link>
          </li>
        ))}
      </ul>
      {figures.map(({ id, title, text, rules = [] }) => (
        <section key={id} id={id} className="mt-10 border-t-2 border-ink pt-4">
          <h2 className="heading-2 mb-3">{title}</h2>
          {text.map((paragraph) => (
            <p key={paragraph} className="mt-3 max-w-text">
              {paragraph}
            </p>
          ))}
          {rules.length > 0 && (
            <div className="mt-4">
              <SummaryList rows={rules.map(([key, value]) => ({ key, value }))} />
            </div>
          )}
        </section>
      ))}
    </HelpFrame>
  );
}

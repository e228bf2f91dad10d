import { Link } from '#components/ui/link.tsx';
import { FIGURE_TITLES, type FigureId } from '#lib/help/figure-titles.ts';
import * as routes from '#lib/kernel/routes.ts';

type WorkedOutProps = {
  figure: FigureId;
  /** The framework of the figure, if it depends on one. */
  framework?: string | undefined;
  /** The words of the link, where several stand together. */
  children?: string | undefined;
};

/** A link from a figure to the rule behind it. */
export function WorkedOut({ figure, framework, children }: WorkedOutProps) {
  return (
    <Link href={routes.helpFigures({ figure, framework })} className="link inline-block min-h-6 print:hidden">
      {children ?? (
        <>
          How this is worked out<span className="sr-only">: {FIGURE_TITLES[figure]}</span>
        </>
      )}
    </Link>
  );
}

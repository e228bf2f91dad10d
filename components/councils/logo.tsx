import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';

/** A council's logo with its name as alternative text. Null if it has none. */
export function Logo({ council, name }: { council: CouncilContext['council']; name: string }) {
  const { logo } = council.brand;
  if (!logo) return null;
  return (
    // biome-ignore lint/performance/noImgElement: its address never changes its content, so there is nothing to optimise
    <img
      src={routes.logo(council.slug, logo.hash)}
      alt={name}
      width={logo.width}
      height={logo.height}
      className="h-14 w-auto max-w-full bg-white object-contain outline-4 outline-white"
    />
  );
}

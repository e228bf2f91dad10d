import { LogoImage } from '#components/layout/logo-image.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';

/** A council's logo with its name as alternative text. Null if it has none. */
export function Logo({ council, name }: { council: CouncilContext['council']; name: string }) {
  const { logo } = council.brand;
  if (!logo) return null;
  return (
    <LogoImage
      src={routes.logo(council.slug, logo.hash)}
      width={logo.width}
      height={logo.height}
      alt={name}
      className="h-14 w-auto max-w-full bg-white object-contain outline-4 outline-white"
    />
  );
}

import { Link } from '#components/ui/link.tsx';
import { pageIn } from '#lib/kernel/text/citations.ts';

/** A place in a document; one that names a page leads there. */
export function Place({ location, href }: { location: string; href: (page: number) => string }) {
  const page = pageIn(location);
  return page === null ? (
    <bdi>{location}</bdi>
  ) : (
    <Link href={href(page)}>
      <bdi>{location}</bdi>
    </Link>
  );
}

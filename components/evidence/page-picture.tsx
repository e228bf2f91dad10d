import * as routes from '#lib/kernel/routes.ts';
import type { FilePreview } from '#lib/pages/evidence-item.ts';
import { hasPages } from '#lib/record/evidence/rules.ts';

export type PagePictureProps = {
  council: string;
  reference: string;
  title: string;
  /** How its file is drawn. */
  kind: NonNullable<FilePreview['kind']>;
  page: number;
  /** Undefined: the newest. */
  version?: number | undefined;
};

/**
 * A page of an item's file as a picture. It leads to itself in full size, in a new tab, so that nothing typed beside it
 * is left. Inside something closed it is not fetched.
 */
export function PagePicture({ council, reference, title, kind, page, version }: PagePictureProps) {
  const picture = routes.evidencePage(council, reference, page, version);
  return (
    <a href={picture} target="_blank" rel="noreferrer" className="page-picture">
      {/* Behind the page, which covers it once it is there. */}
      {hasPages(kind) && <span aria-hidden="true">Drawing page {page} …</span>}
      {/* biome-ignore lint/performance/noImgElement: drawn at this size, and only for this person. */}
      <img
        src={picture}
        alt={hasPages(kind) ? `Page ${page} of ${reference} ${title}` : title}
        loading="lazy"
        className={hasPages(kind) ? (kind === 'slides' ? 'is-slide' : 'is-page') : undefined}
      />
      <span className="sr-only"> (full size, in a new tab)</span>
    </a>
  );
}

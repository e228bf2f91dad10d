import { ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { EvidenceSource } from '#lib/record/evidence/queries.ts';
import { isShownAsJpeg } from '#lib/record/evidence/rules.ts';
import { describeSource } from './source-in-words.ts';

type FileDownloadProps = {
  council: string;
  reference: string;
  source: Extract<EvidenceSource, { kind: 'file' }>;
};

/** The button to download an item's file. A photo that few computers open is offered as JPEG first. */
export function FileDownload({ council, reference, source }: FileDownloadProps) {
  const original = routes.evidenceFile(council, reference);
  if (!isShownAsJpeg(source.mediaType)) {
    return (
      <p className="mb-10">
        <ButtonLink href={original}>Download ({describeSource(source)})</ButtonLink>
      </p>
    );
  }
  return (
    <p className="mb-10 flex flex-wrap items-center gap-x-6 gap-y-3">
      <ButtonLink href={routes.evidenceFile(council, reference, undefined, 'jpeg')}>
        Download as JPEG
      </ButtonLink>
      <Link href={original}>Download the original ({describeSource(source)})</Link>
    </p>
  );
}

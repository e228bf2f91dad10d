import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import type { SavedUpload } from './upload-answers.ts';

type AlreadyAddedProps = { added: SavedUpload['added']; doneHref: string };

/** What a form without script added before others of its files were refused. */
export function AlreadyAdded({ added, doneHref }: AlreadyAddedProps) {
  if (added.length === 0) return null;
  return (
    <InsetText>
      <p className="font-semibold">These files were added:</p>
      <ul className="my-2 list-disc pl-5">
        {added.map(({ reference, title }) => (
          <li key={reference}>
            {reference} <bdi>{title}</bdi>
          </li>
        ))}
      </ul>
      <p>
        Upload the other files again below, or <Link href={doneHref}>continue without them</Link>.
      </p>
    </InsetText>
  );
}

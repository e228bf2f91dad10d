import { ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import type { EvidenceItemView, OtherItem } from '#lib/record/evidence/queries.ts';

type TranscriptsProps = { council: string; item: EvidenceItemView; mayAdd: boolean };

/** The transcripts of a recording, or a request for one. */
export function Transcripts({ council, item, mayAdd }: TranscriptsProps) {
  const address = routes.addTranscript(council, item.reference);
  if (!item.transcripts.some(isInUse)) {
    return (
      <div className="space-y-4">
        <ItemLinks council={council} items={item.transcripts} />
        <p>
          There is no transcript yet. Without one, people who cannot hear the recording, and readers of the
          evidence pack, do not know what is said in it.
        </p>
        {mayAdd && isInUse(item) && <ButtonLink href={address}>Add a transcript</ButtonLink>}
      </div>
    );
  }
  return (
    <div className="space-y-2">
      <ItemLinks council={council} items={item.transcripts} />
      {mayAdd && isInUse(item) && <Link href={address}>Add another transcript</Link>}
    </div>
  );
}

function ItemLinks({ council, items }: { council: string; items: readonly OtherItem[] }) {
  if (items.length === 0) return null;
  return (
    <ul className="space-y-1">
      {items.map((item) => (
        <li key={item.reference}>
          <ItemLink council={council} item={item} />
        </li>
      ))}
    </ul>
  );
}

/** A link to another item, with its state unless it is in use. */
export function ItemLink({ council, item }: { council: string; item: OtherItem }) {
  return (
    <>
      <Link href={routes.evidenceItem(council, item.reference)}>
        {item.reference} <bdi className="wrap-anywhere">{item.title}</bdi>
      </Link>
      {item.state !== 'current' && ` (${item.state})`}
    </>
  );
}

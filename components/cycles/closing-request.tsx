import { SummaryList } from '#components/ui/summary-list.tsx';
import { knownFrameworks } from '#lib/frameworks/known.ts';
import type { ClosingRequest as Request } from '#lib/history/closings/queries.ts';
import { capitalise, formatInWords } from '#lib/kernel/format.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';

type ClosingRequestProps = {
  request: Request;
  /** The cycle that closes. */
  closes: { readonly name: string; readonly framework: string };
};

/** A lead's request to close the open cycle and start another. */
export function ClosingRequest({ request: { by, at, next }, closes }: ClosingRequestProps) {
  // The installation may have lost the framework since.
  const framework = knownFrameworks().find(({ id }) => id === next.framework);
  const blank = framework
    ? `${capitalise(formatInWords(framework.statements.length))} blank statements`
    : 'Blank statements';
  return (
    <div className="mb-10">
      <SummaryList
        rows={[
          { key: 'Requested by', value: `${by}, ${formatDateTime(at)}` },
          { key: 'Next assessment', value: next.name },
          { key: 'Period', value: formatDateRange(next.startsOn, next.endsOn) },
          ...(next.framework === closes.framework
            ? []
            : [{ key: 'Framework', value: framework?.name ?? next.framework }]),
          { key: 'Starts with', value: next.carries ? `A copy of “${closes.name}”` : blank },
        ]}
      />
    </div>
  );
}

import { PackButton } from '#components/packs/pack-button.tsx';
import { RefreshWhileMade } from '#components/packs/refresh-while-made.tsx';
import { Link } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { PackPage } from '#lib/exchange/packs/queries.ts';
import { progressCounts } from '#lib/exchange/packs/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';

type PackProgressProps = {
  council: string;
  pack: PackPage;
  /** The page loads itself again, as its reader asked. */
  watch: boolean;
};

const AGAIN_SECONDS = 5;

/** How far a pack is, for as long as it waits or is being made. */
export function PackProgress({ council, pack, watch }: PackProgressProps) {
  const { number, form, step, done, total, mayCancel } = pack;
  return (
    <div className="mt-4 mb-8 max-w-text">
      {watch && <meta httpEquiv="refresh" content={String(AGAIN_SECONDS)} />}
      {total > 0 && (
        <ProgressBar
          id="progress"
          label="Progress"
          value={done}
          max={total}
          text={`${done} of ${formatCount(total, progressCounts(form, step))}`}
        />
      )}
      <p className="mt-4">You can leave this page meanwhile.</p>
      <p className="mt-2 hidden noscript:block">
        {watch ? (
          <>
            It loads itself again every {AGAIN_SECONDS} seconds.{' '}
            <Link href={routes.pack(council, number)}>Stop this</Link>
          </>
        ) : (
          <Link href={routes.pack(council, number, { watch: 'yes' })}>
            Load the page again every {AGAIN_SECONDS} seconds
          </Link>
        )}
      </p>
      <RefreshWhileMade />
      {mayCancel && <PackButton council={council} number={number} does="cancel" />}
    </div>
  );
}

import type { ItemState } from '#lib/record/returns/rules.ts';
import type { Move } from '#lib/record/returns/state.ts';
import { MoveForm } from './move-form.tsx';

type ItemMovesProps = {
  council: string;
  inspection: number;
  list: number;
  item: number;
  state: ItemState;
  version: number;
  mayReady: boolean;
  maySign: boolean;
  /** Whether the reader owns the item, and so cannot sign it off. */
  isOwner: boolean;
};

/** What can be done with an item in its state. */
export function ItemMoves({ council, inspection, list, item, version, ...props }: ItemMovesProps) {
  const moves = movesIn(props);
  if (moves.length === 0) return null;
  return (
    <section aria-labelledby="item-state" className="section print:hidden">
      <div className="section-heading">
        <h2 id="item-state" className="heading-2">
          Sign-off
        </h2>
      </div>
      {props.state === 'ready' && props.isOwner && props.maySign && (
        <p className="mb-4 max-w-text">You own this item, so somebody else signs it off.</p>
      )}
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        {moves.map((move) => (
          <MoveForm
            key={move}
            {...{ council, inspection, list, move }}
            items={`${item}-${version}`}
            kind={move === 'sign' ? 'primary' : 'secondary'}
          />
        ))}
      </div>
    </section>
  );
}

function movesIn({
  state,
  mayReady,
  maySign,
  isOwner,
}: Pick<ItemMovesProps, 'state' | 'mayReady' | 'maySign' | 'isOwner'>): readonly Move[] {
  if (state === 'signed_off') return maySign ? ['reopen'] : [];
  if (state === 'open') return mayReady ? ['ready'] : [];
  return [...(maySign && !isOwner ? (['sign'] as const) : []), ...(mayReady ? (['unready'] as const) : [])];
}

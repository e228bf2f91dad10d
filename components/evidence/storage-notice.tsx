import { InsetText } from '#components/ui/inset-text.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { formatBytes } from '#lib/kernel/format.ts';
import { type StorageUse, storageLeft, storageState } from '#lib/record/evidence/rules.ts';

/** Says how much room is left for files once there is little, and nothing before. */
export function StorageNotice({ storage }: { storage: StorageUse }) {
  const state = storageState(storage);
  const limit = formatBytes(storage.limit);
  if (state === 'ample') return null;
  if (state === 'full') {
    return (
      <WarningText>
        Your council has used all {limit} for its files. You can still add links. Ask the people who run this
        service for more room.
      </WarningText>
    );
  }
  return (
    <InsetText>
      Your council’s files take up {formatBytes(storage.used)} of {limit}. There is room for{' '}
      {formatBytes(storageLeft(storage))} more. Ask the people who run this service if you will need more
      room.
    </InsetText>
  );
}

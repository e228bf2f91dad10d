import { InsetText } from '#components/ui/inset-text.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { formatBytes } from '#lib/kernel/format.ts';
import { type StorageUse, storageLeft, storageState } from '#lib/record/evidence/rules.ts';

/** Warns when the council's storage is nearly full. */
export function StorageNotice({ storage }: { storage: StorageUse }) {
  const state = storageState(storage);
  const limit = formatBytes(storage.limit);
  if (state === 'ample') return null;
  if (state === 'full') {
    return (
      <WarningText>
        Your council has used all of its {limit} storage. You can still add links. To upload more files, ask
        the people who run this service for more storage.
      </WarningText>
    );
  }
  return (
    <InsetText>
      Your council has used {formatBytes(storage.used)} of its {limit} storage and has{' '}
      {formatBytes(storageLeft(storage))} left. If you need more, ask the people who run this service.
    </InsetText>
  );
}

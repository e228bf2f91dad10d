'use client';

import { InsetText } from '#components/ui/inset-text.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { takeFocus } from '#components/ui/take-focus.ts';
import { type CheckedPack, describeCheckedPack } from '#lib/exchange/pack-checks/rules.ts';
import { formatHash } from '#lib/kernel/format.ts';

type CheckedPackResultProps = { sha256: string; pack: CheckedPack | null };

/** The answer about a fingerprint, which takes focus. */
export function CheckedPackResult({ sha256, pack }: CheckedPackResultProps) {
  const fingerprint = { key: 'Fingerprint', value: <code>{formatHash(sha256)}</code> };
  return (
    <section aria-labelledby="answer" className="mb-10">
      <h2 id="answer" ref={takeFocus} tabIndex={-1} className="heading-2">
        {pack ? 'It is as it left the council' : 'No pack of this service has this fingerprint'}
      </h2>
      {!pack && (
        <InsetText>
          A pack that was changed looks the same as one that never came from here. Saving or printing a PDF
          again changes it. Ask whoever gave it to you for the file as they received it.
        </InsetText>
      )}
      <div className="mt-4">
        <SummaryList rows={[...(pack ? describeCheckedPack(pack) : []), fingerprint]} />
      </div>
    </section>
  );
}

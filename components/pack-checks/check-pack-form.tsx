'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FilePicker } from '#components/ui/file-picker.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { hashFile } from './hash-file.ts';

type CheckPackFormProps = { typed: string; error?: string | undefined };

type Reading =
  | { readonly state: 'reading'; readonly name: string; readonly percent: number }
  | { readonly state: 'failed'; readonly name: string };

/** Asks about a pack by its file, which a script reads and never sends, or by its fingerprint. */
export function CheckPackForm({ typed, error }: CheckPackFormProps) {
  const router = useRouter();
  const [reading, setReading] = useState<Reading | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const check = async ([file]: readonly File[]) => {
    if (!file) return;
    stop.current?.abort();
    stop.current = new AbortController();
    const { signal } = stop.current;
    const { name, size } = file;
    setReading({ state: 'reading', name, percent: 0 });
    try {
      const show = (bytes: number) =>
        setReading({ state: 'reading', name, percent: Math.floor((100 * bytes) / size) });
      const fingerprint = await hashFile(file, show, signal);
      setReading(null);
      router.push(routes.checkPack({ fingerprint }));
    } catch {
      if (!signal.aborted) setReading({ state: 'failed', name });
    }
  };
  return (
    <>
      <div className="max-w-text noscript:hidden">
        <FilePicker
          label="Select the file, or drop it here"
          hint="A PDF or a ZIP. It is read on your device and is not sent."
          single
          onFiles={check}
        />
        <div role="status" className="mt-4">
          {reading?.state === 'reading' && (
            <ProgressBar
              id="reading"
              label={`Reading ${reading.name}`}
              value={reading.percent}
              max={100}
              text={`${reading.percent}%`}
            />
          )}
          {reading?.state === 'failed' && (
            <p className="font-bold text-danger">
              {reading.name} could not be read. Select it again, or enter its fingerprint.
            </p>
          )}
        </div>
        <p className="my-6 font-semibold">or</p>
      </div>
      <form action={routes.checkPack()} className="max-w-text space-y-4">
        <TextInput
          key={typed}
          name="fingerprint"
          label="Enter its fingerprint (SHA-256)"
          hint="64 digits and letters from a to f, as whoever gave you the pack sees them on its page. Not one printed in the pack: those are of the content, not of the file."
          autoComplete="off"
          spellCheck={false}
          defaultValue={typed}
          error={error}
        />
        <Button kind="secondary">Check the fingerprint</Button>
      </form>
    </>
  );
}

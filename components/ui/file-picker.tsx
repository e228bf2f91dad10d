'use client';

import { useEffect, useId, useRef } from 'react';

type FilePickerProps = {
  label: string;
  hint?: string | undefined;
  /** Comma-separated extensions or types. Only a convenience: the server checks files. */
  accept?: string | undefined;
  /** Whole folders, with what is in them. */
  folder?: boolean | undefined;
  /** Opens the camera, on a device that has one. */
  camera?: boolean | undefined;
  /** One file at a time, on a place that is easy to drop it on. */
  single?: boolean | undefined;
  onFiles: (files: readonly File[]) => void;
};

/** A choice of files that belongs to no form: a script takes them at once. */
export function FilePicker({
  label,
  hint,
  accept,
  folder = false,
  camera = false,
  single = false,
  onFiles,
}: FilePickerProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const now = useRef(onFiles);
  now.current = onFiles;
  const take = () => {
    const { current } = input;
    const files = Array.from(current?.files ?? []);
    // So that the same file can be chosen again.
    if (current) current.value = '';
    if (files.length > 0) now.current(files);
  };
  // Chosen before this script arrived.
  useEffect(take, []);
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 max-w-text text-ink-soft">
          {hint}
        </p>
      )}
      <input
        ref={input}
        id={id}
        type="file"
        multiple={!camera && !single}
        accept={accept}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...(folder && { webkitdirectory: '' })}
        {...(camera && { capture: 'environment' as const })}
        onChange={take}
        className={`mt-2 block w-full cursor-pointer text-16 file:mr-4 file:min-h-10 file:cursor-pointer file:border-2 file:border-solid file:border-ink file:bg-paper file:px-4 file:font-semibold ${single ? 'border-2 border-dashed border-rule-strong bg-field p-6' : ''}`}
      />
    </div>
  );
}

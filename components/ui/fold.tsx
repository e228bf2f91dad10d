import type { ReactNode } from 'react';

type FoldProps = {
  /** For links, which open it. */
  id?: string | undefined;
  /** An h3. */
  heading: ReactNode;
  /** What is inside, in a few words. */
  note?: ReactNode | undefined;
  open?: boolean | undefined;
  children: ReactNode;
};

/** A part of a section that folds away under its heading, without script. On paper it is open. */
export function Fold({ id, heading, note, open, children }: FoldProps) {
  return (
    <details open={open} className="fold">
      <summary>
        <h3 className="heading-3">{heading}</h3>
        {note && <span>{note}</span>}
      </summary>
      <div id={id}>{children}</div>
    </details>
  );
}

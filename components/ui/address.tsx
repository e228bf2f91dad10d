import { Fragment } from 'react';

/** An email or web address that, if too long for a line, breaks at its punctuation and never within a word. */
export function Address({ children }: { children: string }) {
  const parts = children.split(/(?<=[^/]\/(?!\/)|\/\/|[.&=_-])|(?=[@?#])/);
  return (
    <span dir="ltr" className="wrap-break-word">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one address never change their order.
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}

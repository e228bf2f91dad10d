import { isValidElement, type ReactNode } from 'react';

/** An id for a part of a page, from the text that names it: `table-measures-of-safeguarding`. Needs no hook. */
export function idOf(kind: string, name: ReactNode): string {
  const words = textOf(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  return `${kind}-${words}`;
}

function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children);
  return typeof node === 'string' || typeof node === 'number' ? String(node) : '';
}

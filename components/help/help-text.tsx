/** A sentence of help, with the names of buttons and links in bold. */
export function HelpText({ children }: { children: string }) {
  // Every second piece is between two pairs of asterisks.
  const pieces = children.split('**').map((words, at) => ({ words, at, isName: at % 2 === 1 }));
  return pieces.map(({ words, at, isName }) => (isName ? <b key={at}>{words}</b> : words));
}

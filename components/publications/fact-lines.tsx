/** What is said of an action: a text, or one line for each of several things. */
export function FactLines({ lines }: { lines: readonly string[] }) {
  const shown = (line: string) => (
    <span dir="auto" className="whitespace-pre-line wrap-anywhere">
      {line}
    </span>
  );
  const [only, ...others] = lines;
  if (others.length === 0) return shown(only ?? '');
  return (
    <ul className="space-y-1">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: Two milestones may say the same, and lines do not move.
        <li key={index}>{shown(line)}</li>
      ))}
    </ul>
  );
}

/** Text in place of a missing value. */
export function Soft({ children }: { children: string }) {
  return <span className="text-ink-soft">{children}</span>;
}

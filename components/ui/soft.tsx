/** Words in the place of something that is not there. */
export function Soft({ children }: { children: string }) {
  return <span className="text-ink-soft">{children}</span>;
}

/** The first item on every page, for people who use a keyboard. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:px-4 focus:py-2 print:hidden"
    >
      Skip to main content
    </a>
  );
}

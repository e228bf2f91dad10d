/** The small search of the header: before the pages in the folded menu, after them on wide screens. */
export function SearchBox({ action }: { action: string }) {
  return (
    <search>
      <form action={action}>
        <label htmlFor="search-box" className="sr-only">
          Search this council
        </label>
        <input id="search-box" name="q" type="search" dir="auto" />
        <button type="submit">
          <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4">
            <path
              d="M10.5 10.5 L15 15 M11.5 6.5 a5 5 0 1 1 -10 0 a5 5 0 1 1 10 0"
              fill="none"
              strokeWidth="2"
              className="mark-line"
            />
          </svg>
          <span className="sr-only">Search</span>
        </button>
      </form>
    </search>
  );
}

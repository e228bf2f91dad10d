/** On every page of an example council, so that its content is not taken for fact. */
export function ExampleBanner() {
  return (
    <aside aria-label="About this council" className="bg-warning-tint text-16 text-warning">
      <p className="page-width py-0.5 print:px-0">
        <strong>Example council.</strong> The content is made up.
      </p>
    </aside>
  );
}

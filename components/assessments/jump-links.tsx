/** On a narrow screen, links to the sections of a statement's page: their names, and the id of each. */
export function JumpLinks({ to }: { to: Readonly<Record<string, string>> }) {
  return (
    <nav aria-label="On this page" className="workspace-jumps">
      {Object.entries(to).map(([name, id]) => (
        <a key={id} href={`#${id}`} className="link">
          {name}
        </a>
      ))}
    </nav>
  );
}

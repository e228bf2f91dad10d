const collator = new Intl.Collator('en-GB', { numeric: true });

/** The order of names and titles as people sort them: Álvarez beside Alvarez, de Souza before Evans, 2 before 10. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}

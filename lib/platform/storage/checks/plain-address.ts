/** An address as programs read it: lower case, without the blanks, control and other characters that they ignore. */
export function plainAddress(address: string): string {
  return address
    .slice(0, 2_000)
    .replace(/[^!-~]/g, '')
    .toLowerCase();
}

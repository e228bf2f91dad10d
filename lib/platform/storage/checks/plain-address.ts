/** An address as programs read it: without blanks, controls and other characters that they leave out, in lower case. */
export function plainAddress(address: string): string {
  return address
    .slice(0, 2_000)
    .replace(/[^!-~]/g, '')
    .toLowerCase();
}

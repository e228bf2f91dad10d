/** What a test file has opened and its end must close: the next file of this process finds another database. */
const closing: (() => Promise<void>)[] = [];

/** Has that done when the test file that runs now has ended. */
export function atFileEnd(close: () => Promise<void>): void {
  closing.push(close);
}

export async function endFile(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

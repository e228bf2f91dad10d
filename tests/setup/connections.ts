/** Connections to close when a test file ends, because the next file in this process uses another database. */
const closing: (() => Promise<void>)[] = [];

/** Registers a function to run when the current test file ends. */
export function atFileEnd(close: () => Promise<void>): void {
  closing.push(close);
}

export async function endFile(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

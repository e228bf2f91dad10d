const AGAIN_MS = 5_000;

/**
 * Loads the script that sends files. Without a connection it is tried again until it arrives, because a photo that has
 * just been taken is nowhere but in the page.
 */
export async function loadUploader(onLost: () => void) {
  for (;;) {
    try {
      const [{ makeUploader }, files] = await Promise.all([
        import('./uploader.ts'),
        import('./dropped-files.ts'),
      ]);
      return { makeUploader, ...files };
    } catch {
      onLost();
      await connectionOr(AGAIN_MS);
    }
  }
}

/** Resolves once the browser has a connection again, or after that time. */
function connectionOr(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    function done() {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    }
  });
}

/** Next calls this once when the server starts. It builds this file for a runtime without Node as well: not for us. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { keepTidy } = await import('#lib/jobs/tidy.ts');
    keepTidy();
  }
}

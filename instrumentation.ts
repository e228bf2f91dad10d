/** Next calls this once when the server starts. */
export async function register(): Promise<void> {
  const { keepTidy } = await import('#lib/jobs/tidy.ts');
  keepTidy();
}

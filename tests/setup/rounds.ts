/** How often a test repeats a race: ten times normally, `whole` times under `npm run drills -- races`. */
export function roundsOf(whole: number): number {
  return process.env.WHOLE_ROUNDS === 'true' ? whole : 10;
}

/** How often a test repeats a race: `few` times normally, `whole` times under `npm run drills -- races`. */
export function roundsOf(whole: number, few = 10): number {
  return process.env.WHOLE_ROUNDS === 'true' ? whole : few;
}

/**
 * Without the characters at its ends that a test is true of. A loop, as an expression that looks for such an end from
 * every place takes time by the square of the length.
 */
export function trimEnds(text: string, isLeft: RegExp, isRight: RegExp = isLeft): string {
  const characters = Array.from(text);
  let [from, to] = [0, characters.length];
  while (from < to && isLeft.test(characters[from] ?? '')) from += 1;
  while (to > from && isRight.test(characters[to - 1] ?? '')) to -= 1;
  return characters.slice(from, to).join('');
}

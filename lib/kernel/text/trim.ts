/** Removes the characters at each end that match. A loop, because a regular expression would take quadratic time. */
export function trimEnds(text: string, isLeft: RegExp, isRight: RegExp = isLeft): string {
  const characters = Array.from(text);
  let [from, to] = [0, characters.length];
  while (from < to && isLeft.test(characters[from] ?? '')) from += 1;
  while (to > from && isRight.test(characters[to - 1] ?? '')) to -= 1;
  return characters.slice(from, to).join('');
}

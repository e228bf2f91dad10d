/** Red, green and blue from 0 to 255, of a colour as `#12436d`. */
function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour mixed with `percent` of another. */
export function mix(colour: string, other: string, percent: number): string {
  const [from, to] = [channels(colour), channels(other)];
  const mixed = from.map((channel, at) => channel + (((to[at] ?? 0) - channel) * percent) / 100);
  return `#${mixed.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** The shade nearest to a colour, on the way to another, that has at least this contrast with each background. */
export function shadeWith(
  colour: string,
  {
    towards,
    ratio,
    on,
  }: { readonly towards: string; readonly ratio: number; readonly on: readonly string[] },
): string {
  for (let percent = 0; percent < 100; percent += 1) {
    const shade = mix(colour, towards, percent);
    if (on.every((background) => contrast(shade, background) >= ratio)) return shade;
  }
  return towards;
}

const wholeNumber = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `1,482,113`. */
export function formatNumber(value: number | bigint): string {
  return wholeNumber.format(value);
}

/** `1 point`, `12 points`: the number and its noun, agreeing. */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

const WORDS = ['0', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `nine`, `11`: a number inside a sentence, a word from one to nine. */
export function formatInWords(value: number): string {
  return WORDS[value] ?? formatNumber(value);
}

/**
 * A size for people: `532 bytes`, `12KB`, `1.4MB`, `2GB`. One KB is 1,024 bytes, as Windows counts and as the upload
 * limit does.
 */
export function formatBytes(bytes: number | bigint): string {
  const size = Number(bytes);
  if (size < 1024) return formatCount(size, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'] as const;
  let value = size / 1024;
  let unit = 0;
  while (oneDecimal(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? oneDecimal(value) : formatNumber(Math.round(value))}${units[unit]}`;
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * `67%`, from a percentage of 0 to 100. With `decimals`, up to that many: `77.78%`. For reading only: bands are
 * decided on exact values in lib/scoring.
 */
export function formatPercentage(percentage: number, decimals = 0): string {
  return `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: decimals }).format(percentage)}%`;
}

export function formatYesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

/** `Two points more`, from `two points more`: words made for the middle of a sentence, at its start. */
export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `two points more`, from `Two points more`: words made for the start of a sentence, in its middle. */
export function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** `QS1`, `QS1 and QS2`, `QS1, QS2 and QS3`. */
export function formatList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `9f86d081 884c7d65 …`: a fingerprint in groups of eight digits, to be read and compared by eye. */
export function formatHash(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(' ') ?? '';
}

/** @throws an error with the system's code if a worker process failed because its disk is full */
export function throwIfFull(message: string): void {
  const code = /\b(ENOSPC|EDQUOT)\b/.exec(message)?.[1];
  if (code !== undefined) throw Object.assign(new Error('The disk is full'), { code });
}

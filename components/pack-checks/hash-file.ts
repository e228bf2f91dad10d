import { sha256 } from '@noble/hashes/sha2.js';

const PIECE_BYTES = 4 * 1024 * 1024;

/**
 * The SHA-256 of a file in hexadecimal, read piece by piece. Browsers compute it themselves only of what is in memory as a
 * whole, which a pack may be too large for.
 *
 * @param onRead - told after each piece how many bytes were read
 * @throws the browser's error if the file cannot be read any more
 */
export async function hashFile(
  file: Blob,
  onRead: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()));
    onRead(Math.min(at + PIECE_BYTES, file.size));
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

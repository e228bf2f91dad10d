/**
 * Gives the memory of bytes back at once, without waiting for the garbage collector: it runs for every 64 MB of bytes and
 * then walks everything else in the process. The bytes are gone. Does nothing for a part of a larger buffer.
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

import { crc32 } from 'node:zlib';

/** clamd can be set to open 100 levels at most. */
const LEVELS = 150;

/** A harmless zip archive in an archive, and so on: 16 kB, with more levels than clamd can be set to open. */
export function deepArchive(): Uint8Array {
  let content: Buffer = Buffer.from('Harmless');
  for (let level = 0; level < LEVELS; level += 1) content = archiveOf(content);
  return content;
}

/** A zip archive with one file, which is not compressed. */
function archiveOf(content: Buffer): Buffer {
  const name = Buffer.from('a.zip');
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(10, 0);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(content.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, content]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x0a\x00', 'latin1'), facts, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, entry, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

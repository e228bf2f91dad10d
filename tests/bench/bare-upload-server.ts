import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

// The baseline of uploads: the time Node needs to hash a body and write it durably to disk.

const [folder, port] = process.argv.slice(2);
let count = 0;

createServer(async (request, response) => {
  count += 1;
  const file = `${folder}/bare-upload-${count}`;
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(piece, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  await pipeline(request, hashing, createWriteStream(file, { flush: true }));
  response.writeHead(201).end(hash.digest('hex'));
  await unlink(file);
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));

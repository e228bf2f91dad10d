import { crc32, deflateSync } from 'node:zlib';

type PngOptions = {
  readonly width?: number;
  readonly height?: number;
  /** Red, green, blue and opacity of every pixel. */
  readonly pixel?: readonly number[];
  /** In a text chunk, as programs add. */
  readonly text?: string;
};

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

export function header(width: number, height: number, rest: readonly number[] = [8, 6, 0, 0, 0]): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  return chunk('IHDR', Buffer.concat([size, Buffer.from(rest)]));
}

export function png(...chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([SIGNATURE, ...chunks]));
}

/** A picture of one colour. */
export function pngFile({ width = 4, height = 2, pixel = [11, 95, 70, 255], text }: PngOptions = {}) {
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => Buffer.from(pixel))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return png(
    header(width, height),
    ...(text === undefined ? [] : [chunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1'))]),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  );
}

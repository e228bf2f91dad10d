declare module 'heic-convert' {
  export default function convert(options: {
    readonly buffer: Uint8Array;
    readonly format: 'JPEG';
    readonly quality: number;
  }): Promise<ArrayBuffer>;
}

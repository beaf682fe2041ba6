/**
 * Pixels to PNG. PNG and not Electron's raw bitmaps, because the byte order of those is "platform
 * dependent" and their alpha is multiplied in, while PNG says red, green, blue, straight alpha on
 * every system; an icon costs a fraction of a millisecond.
 */
import { crc32, deflateSync } from 'node:zlib';
import type { RasterImage } from './iconRaster.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BITS_PER_CHANNEL = 8;
const COLOUR_TYPE_RGBA = 6;

export function encodePng(image: RasterImage): Buffer {
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(image)),
    chunk('IDAT', deflateSync(scanlines(image), { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Size and format; the last three bytes are the only compression, filter and interlace in use. */
function header(image: RasterImage): Uint8Array {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(image.widthPx, 0);
  bytes.writeUInt32BE(image.heightPx, 4);
  bytes.writeUInt8(BITS_PER_CHANNEL, 8);
  bytes.writeUInt8(COLOUR_TYPE_RGBA, 9);
  return bytes;
}

/** Each row behind its filter number: 0, unfiltered, which packs flat shapes best. */
function scanlines(image: RasterImage): Uint8Array {
  const rowBytes = image.widthPx * 4;
  const bytes = new Uint8Array((rowBytes + 1) * image.heightPx);
  for (let row = 0; row < image.heightPx; row += 1) {
    const pixels = image.rgba.subarray(row * rowBytes, (row + 1) * rowBytes);
    bytes.set(pixels, row * (rowBytes + 1) + 1);
  }
  return bytes;
}

/** Length, name, data and a checksum over name and data. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

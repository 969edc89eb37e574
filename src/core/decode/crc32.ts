/** Four tables, so that four bytes are taken at a time: TABLES[k * 256 + b] is byte b followed by k zero bytes. */
const TABLES = makeTables();

function makeTables(): Int32Array {
  const tables = new Int32Array(1024);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    tables[byte] = crc;
  }
  for (let at = 256; at < 1024; at++) {
    const crc = tables[at - 256] ?? 0;
    tables[at] = (crc >>> 8) ^ (tables[crc & 255] ?? 0);
  }
  return tables;
}

/** CRC-32 as gzip has it (RFC 1952, section 8) of `bytes`, continuing from `crc`; unsigned. */
export function crc32(bytes: Uint8Array, crc: number): number {
  const whole = bytes.length & ~3;
  let sum = ~crc;
  let at = 0;
  for (; at < whole; at += 4) {
    sum ^= (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    sum =
      (TABLES[768 + (sum & 255)] ?? 0) ^
      (TABLES[512 + ((sum >>> 8) & 255)] ?? 0) ^
      (TABLES[256 + ((sum >>> 16) & 255)] ?? 0) ^
      (TABLES[sum >>> 24] ?? 0);
  }
  for (; at < bytes.length; at++) sum = (sum >>> 8) ^ (TABLES[(sum ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return ~sum >>> 0;
}

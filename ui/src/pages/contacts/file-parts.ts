// Files on their way between the window and the desk: in base64, in parts of a bounded length.

/** How much of a file goes with one question. */
const PART = 32 * 1024;

/** The parts of a file in their order; of an empty file one empty part. */
export function* partsOf(file: Uint8Array): Generator<string> {
  let at = 0;
  do {
    yield inBase64(file.subarray(at, at + PART));
    at += PART;
  } while (at < file.length);
}

/** The bytes that base64 stands for. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function inBase64(bytes: Uint8Array): string {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

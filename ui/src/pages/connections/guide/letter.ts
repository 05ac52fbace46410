/** A letter to the support of a PBX, with the hook's address in it. */
export function letter(text: string, address: string): string {
  return text.replaceAll("{address}", () => address);
}

/** The numbers in what somebody typed or pasted: parted by spaces, commas, semicolons. */
export function tokensIn(text: string): string[] {
  const tokens = text.split(/[\s,;]+/).filter((token) => token !== "");
  return [...new Set(tokens)];
}

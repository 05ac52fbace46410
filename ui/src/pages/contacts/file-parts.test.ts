import { expect, test } from "vitest";

import { fromBase64, partsOf } from "./file-parts";

test.each([0, 1, 32 * 1024, 32 * 1024 + 1, 100_000])("a file of %i bytes arrives whole", (size) => {
  const file = Uint8Array.from({ length: size }, (_, at) => (at * 7) % 256);
  const parts = [...partsOf(file)].map(fromBase64);
  expect(parts).toHaveLength(Math.max(1, Math.ceil(size / (32 * 1024))));
  expect(parts.flatMap((part) => [...part])).toEqual([...file]);
});

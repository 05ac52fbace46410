import { expect, test } from "vitest";

import { mailto } from "./in-words";

test("an e-mail is encoded whatever is in it", () => {
  const address = mailto("ali@example.com", "Ali & Ayşe = ?", "Şu an\nara: %20 + #1 & “çok” acele");
  expect(address).toBe(
    "mailto:ali@example.com?subject=Ali%20%26%20Ay%C5%9Fe%20%3D%20%3F" +
      "&body=%C5%9Eu%20an%0D%0Aara%3A%20%2520%20%2B%20%231%20%26%20%E2%80%9C%C3%A7ok%E2%80%9D%20acele",
  );
  const read = new URL(address);
  expect(read.searchParams.get("subject")).toBe("Ali & Ayşe = ?");
  expect(read.searchParams.get("body")).toBe("Şu an\r\nara: %20 + #1 & “çok” acele");
});

test("no recipient, and none that is more than one", () => {
  expect(mailto("", "a", "b")).toBe("mailto:?subject=a&body=b");
  expect(mailto("a@b.c?cc=x@y.z,d@e.f", "a", "b")).toBe(
    "mailto:a@b.c%3Fcc%3Dx@y.z%2Cd@e.f?subject=a&body=b",
  );
  expect(mailto("", "\ud800", "b\r\nc")).toBe("mailto:?subject=%EF%BF%BD&body=b%0D%0Ac");
});

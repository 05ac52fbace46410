import { describe, expect, it } from "vitest";

import type { HookRow, PbxRow } from "../../host/generated";
import { steps } from "./handover";

const hook = { url: "https://kimo.example.com/hooks/x/t0k3n", basic_user: "santral" } as HookRow;

function pbx(part: Partial<PbxRow["guide"]["steps"][number]>): PbxRow {
  const step = { text: "a", terms: [], terms_as: "path", shows: null, letter: null, ...part };
  return { title: "X", guide: { steps: [step], takes_credentials: true } } as unknown as PbxRow;
}

describe("what is handed on", () => {
  const terms = [
    { word: "Ayarlar", means: null },
    { word: "Webhook", means: null },
  ] as PbxRow["guide"]["steps"][number]["terms"];

  it("says where to click and which address to enter", () => {
    const text = steps(hook, pbx({ terms, shows: "address" }));
    expect(text).toContain("Ayarlar › Webhook");
    expect(text).toContain(hook.url);
    expect(steps(hook, pbx({ terms, terms_as: "ticks" }))).toContain("– Ayarlar\n   – Webhook");
  });

  it("has the letter with the address in it", () => {
    const text = steps(hook, pbx({ shows: "letter", letter: "Merhaba\n{address}" }));
    expect(text).toContain(`Merhaba\n   ${hook.url}`);
  });
});

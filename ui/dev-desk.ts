// The desk that `npm run dev` shows: the running one whose window's address KIMO_UI holds, or else
// one of its own with an invented office's history, from the programs in target/debug.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

/** Hands the window's questions and its feed on to a desk. */
export function devDesk(): Plugin {
  return {
    name: "dev-desk",
    apply: () => process.env["VITEST"] === undefined,
    async configureServer(server) {
      const desk = new URL(process.env["KIMO_UI"] ?? (await start()));
      // It wants to be asked by its own page, with the session that goes with its address.
      const session = {
        host: desk.host,
        origin: desk.origin,
        authorization: `Bearer ${desk.hash.replace("#session=", "")}`,
      };
      server.middlewares.use("/api", (asked, answer) => {
        const { method, url, headers } = asked;
        const options = { method, headers: { ...headers, ...session } };
        const passed = request(new URL(`/api${url}`, desk), options, (told) => {
          answer.writeHead(told.statusCode ?? 502, told.headers);
          told.pipe(answer);
        });
        passed.on("error", () => answer.writeHead(502).end());
        answer.on("close", () => passed.destroy());
        asked.pipe(passed);
      });
    },
  };
}

async function start(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "kimo-dev-"));
  execFileSync(program("seed"), [folder, "--calls", "5000"], { stdio: "inherit" });
  const places = ["--listen", "127.0.0.1:0", "--ui", "127.0.0.1:0"];
  const desk = spawn(program("kimo"), ["serve", "--data-dir", folder, ...places, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => {
    desk.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const line = await new Promise<string>((told, failed) => {
    createInterface({ input: desk.stdout }).once("line", told);
    desk.once("error", failed);
    desk.once("exit", (code) => failed(new Error(`kimo serve ended with ${code}`)));
  });
  const ready = JSON.parse(line) as { ui: string; hooks: { url: string }[] };
  console.log(ready.hooks.map(({ url }) => url).join("\n"));
  return ready.ui;
}

/** One of the programs that `cargo build --workspace` makes. */
function program(name: string): string {
  const target =
    process.env["CARGO_TARGET_DIR"] ?? fileURLToPath(new URL("../target", import.meta.url));
  return join(target, "debug", process.platform === "win32" ? `${name}.exe` : name);
}

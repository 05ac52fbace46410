// A real CardDAV server, Radicale, on a folder of its own.

import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = process.env.KIMO_RADICALE ?? "radicale";

export const USER = "ayse";
export const PASSWORD = "gizli parola";

/** Whether there is one on this computer; `cargo xtask test` installs it. */
export const hasRadicale = spawnSync(program, ["--version"]).status === 0;

/** Starts one that holds these books: `{ office: { title, cards: { 1: [name, number] } } }`. */
export async function startRadicale(books) {
  const folder = await mkdtemp(join(tmpdir(), "kimo-radicale-"));
  const port = await free();
  const settings = join(folder, "settings");
  await writeFile(join(folder, "users"), `${USER}:${PASSWORD}\n`);
  await writeFile(
    settings,
    [
      `[server]\nhosts = 127.0.0.1:${port}`,
      `[auth]\ntype = htpasswd\nhtpasswd_filename = ${join(folder, "users")}`,
      "htpasswd_encryption = plain\ndelay = 0",
      "[logging]\nlevel = info",
      `[storage]\nfilesystem_folder = ${join(folder, "books")}\n`,
    ].join("\n"),
  );
  const at = (book) => join(folder, "books", "collection-root", USER, book);
  const put = (book, card, [name, number]) =>
    writeFile(
      join(at(book), `${card}.vcf`),
      `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${card}\r\nFN:${name}\r\nN:${name};;;;\r\nTEL:${number}\r\nEND:VCARD\r\n`,
    );
  for (const [book, { title, cards }] of Object.entries(books)) {
    await mkdir(at(book), { recursive: true });
    const properties = { tag: "VADDRESSBOOK", "D:displayname": title };
    await writeFile(join(at(book), ".Radicale.props"), JSON.stringify(properties));
    for (const [card, told] of Object.entries(cards)) await put(book, card, told);
  }
  const server = spawn(program, ["--config", settings], { stdio: ["ignore", "ignore", "pipe"] });
  const gone = new Promise((gone) => server.once("exit", gone));
  await new Promise((ready, failed) => {
    const lines = createInterface({ input: server.stderr });
    lines.on("line", (line) => line.includes("server ready") && ready());
    server.once("exit", (code) => failed(new Error(`radicale ended with ${code}`)));
  });
  return {
    address: `http://127.0.0.1:${port}`,
    put,
    async stop() {
      server.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago: Radicale itself takes none that the system chooses. */
async function free() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

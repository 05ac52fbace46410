// A real `kimo serve` on a data directory of its own, and a Verimor switch that posts to it.

import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { out, root } from "./web.mjs";

/** How many calls the invented office's history holds. */
export const CALLS = 900;

const locales = { tr: "tr_TR", en: "en_GB", ru: "ru_RU" };

/** Fills a data directory with so many invented calls, to start desks from. */
export async function seed(calls) {
  const folder = seeded(calls);
  await rm(folder, { recursive: true, force: true });
  await promisify(execFile)(built("seed"), [folder, "--calls", String(calls)]);
}

/**
 * Starts a desk in the system's `language`, on a copy of the history of so many seeded calls, or on
 * the data directory `dir` itself; of somebody whose `home` is there.
 */
export async function startDesk({ language = "en", calls = 0, dir, home } = {}) {
  const program = built("kimo");
  const folder = dir ?? (await mkdtemp(join(tmpdir(), "kimo-browser-")));
  if (!dir && calls > 0) await cp(seeded(calls), folder, { recursive: true });
  const locale = `${locales[language]}.UTF-8`;
  const desk = spawn(
    program,
    [
      "serve",
      ...["--data-dir", folder, "--listen", "127.0.0.1:0", "--ui", "127.0.0.1:0", "--json"],
    ],
    {
      env: {
        ...process.env,
        ...(home ? { HOME: home, XDG_CONFIG_HOME: join(home, ".config") } : {}),
        ...{ LANG: locale, LC_ALL: locale, TZ: "Europe/Istanbul" },
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let told = "";
  desk.stderr.on("data", (data) => (told += data));
  const gone = new Promise((_, failed) =>
    desk.once("exit", (code) => failed(new Error(`kimo serve ended with ${code}: ${told}`))),
  );
  gone.catch(() => {});
  const ready = new Promise((ready) =>
    createInterface({ input: desk.stdout }).once("line", (line) => ready(JSON.parse(line))),
  );
  const { listen, ui, hooks } = await Promise.race([ready, gone]);
  return {
    listen,
    ui,
    hook: (pbx) => hooks.find((hook) => hook.pbx === pbx).url,
    async stop() {
      const ended = new Promise((ended) => desk.once("exit", ended));
      desk.kill();
      await ended;
      if (!dir) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where a program of the workspace is. */
export function built(name) {
  const folder = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const program = join(folder, "debug", process.platform === "win32" ? `${name}.exe` : name);
  if (!existsSync(program)) throw new Error(`build it first: cargo build --workspace (${program})`);
  return program;
}

function seeded(calls) {
  return join(out, `office-${calls}`);
}

/** Posts what the fields say as a form, as Verimor does; fails unless it is kept. */
export async function post(url, fields) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
}

/** What a reverse proxy is to a desk: another port that leads to its own. */
export async function forward(origin) {
  const { hostname, port } = new URL(origin);
  const server = createServer((outside) => {
    const inside = connect(Number(port), hostname);
    outside.pipe(inside).pipe(outside);
    for (const side of [outside, inside]) {
      side.on("error", () => {
        outside.destroy();
        inside.destroy();
      });
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The switch's wall clock. */
export function stamp(at) {
  return new Date(at + 3 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

let calls = 0;

/** One call as Verimor would post it, event by event. */
export class VerimorCall {
  constructor(url, caller, { at = Date.now(), called = "902129090112", extension = "1001", queue } = {}) {
    this.url = url;
    this.at = at;
    this.extension = extension;
    this.fields = {
      domain_id: "101",
      direction: "inbound",
      caller_id_number: caller,
      outbound_caller_id_number: "",
      destination_number: called,
      call_uuid: `browser-${process.pid}-${++calls}`,
      start_stamp: stamp(at),
      ...(queue ? { queue } : {}),
    };
  }

  get id() {
    return `verimor:${this.fields.call_uuid}`;
  }

  rings(extension = this.extension) {
    return post(this.url, { event_type: "ringing", ...this.fields, dialed_user: extension });
  }

  answers(after = 6, extension = this.extension) {
    this.answered = this.at + after * 1000;
    this.extension = extension;
    return post(this.url, {
      event_type: "answer",
      ...this.fields,
      dialed_user: extension,
      connected_user: extension,
      answer_stamp: stamp(this.answered),
    });
  }

  hangsUp(after = 30, cause) {
    const reached = this.answered !== undefined;
    const end = this.at + after * 1000;
    return post(this.url, {
      event_type: "hangup",
      ...this.fields,
      dialed_user: this.extension,
      connected_user: reached ? this.extension : "",
      answer_stamp: reached ? stamp(this.answered) : "",
      end_stamp: stamp(end),
      duration: reached ? String(Math.round((end - this.answered) / 1000)) : "0",
      answered: String(reached),
      hangup_cause: cause ?? (reached ? "NORMAL_CLEARING" : "NO_ANSWER"),
      ...(this.fields.queue && !reached ? { queue_wait_duration: String(after) } : {}),
    });
  }
}

// What the browser tests and the scripts beside them share: the built window on an invented desk,
// served under the policy that `kimo serve` sets, and a Chromium to look at it.

import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const out = join(root, "tests/out");

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Serves the window on an invented desk; returns its address and how to stop. */
export async function serveFake() {
  const folder = join(out, "fake-ui");
  if (!existsSync(join(folder, "fake.html"))) {
    throw new Error("build it first: npm --prefix ui run build:fake");
  }
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://kimo").pathname);
    const file = join(folder, path);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => server.close(),
  };
}

/** Debian's Chromium, or the one that CHROMIUM names. */
export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** The address of the invented desk with this scene. */
export function sceneUrl(url, scene, hash = "") {
  return `${url}/fake.html?${new URLSearchParams(scene)}${hash}`;
}

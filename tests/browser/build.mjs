// Builds the window on an invented desk, once for all tests.

import { execFileSync } from "node:child_process";

import { root } from "./web.mjs";

export default function setup() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["--prefix", "ui", "run", "build:fake"], { cwd: root, stdio: "pipe" });
}

// A stand-in for a PBX's own interface, which a desk asks with the key.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { built } from "./serve.mjs";

/** Starts one that accepts this key. */
export async function startInterface(key) {
  const program = spawn(built("interface"), ["verimor", key], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  createInterface({ input: program.stdout }).on("line", (line) => waiting.shift()?.(JSON.parse(line)));
  const heard = () => new Promise((heard) => waiting.push(heard));
  const { base } = await heard();
  return {
    base,
    /** Has it do something, and tell what was asked of it. */
    do(wanted = {}) {
      program.stdin.write(`${JSON.stringify(wanted)}\n`);
      return heard();
    },
    stop: () => program.kill(),
  };
}

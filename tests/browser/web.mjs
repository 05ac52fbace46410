// What the browser tests and the scripts beside them share: where things are, and a Chromium.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const out = join(root, "tests/out");

/** The Chromium that CHROMIUM names, or Debian's: its headless shell, where that is installed. */
export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? debians.find(existsSync),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disable-features=${[...needless, ...playwrights]}`,
    ],
  });
}

// The shell is the same engine without a browser's windows, bars and menus around the page, which
// cost as much as the page where nobody sees them.
const debians = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

// The address bar's menus are web pages of their own, which every new window loads at once, behind
// no pixel of a headless browser: more work than all that the tests do in it.
const needless = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

// Of two such flags the last counts: these are Playwright's own, as far as they matter on Linux.
const playwrights = [
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

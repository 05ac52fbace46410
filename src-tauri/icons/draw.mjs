// Draws every icon of the desktop program from the shapes below:
//
//     npm install --no-save @resvg/resvg-js && node draw.mjs
//
// tray-<size>.png is a strip of square pictures, in the order of `strip`; src/tray/icon.rs cuts it.
// The rest are the program's own icon (window, task bar, Windows resource) and the popups' pictures.
import { writeFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";

const QUIET = "#7d8794"; // 3.6:1 on white, 3.9:1 on a panel of #2b2b2b: seen on both, loud on neither
const RED = "#e5484d";
const BADGE = "#d92b30"; // white on it: 4.9:1
const ACCENT = "#2f6f8f";
const GREEN = "#2b8a57";

// All shapes on a grid of 24.
const door = (colour) => `
  <path d="M5 22V5a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v17" fill="none" stroke="${colour}" stroke-width="2"/>
  <path d="M2.5 22h19" stroke="${colour}" stroke-width="2" stroke-linecap="round"/>`;
const handset = (colour, scale = 1) => `
  <g transform="translate(11.7 11.6) rotate(-38) scale(${0.94 * scale})" fill="${colour}">
    <path d="M.6-4.9C-3.6-3-3.6 3 .6 4.9" fill="none" stroke="${colour}" stroke-width="2.1"/>
    <rect x="-.9" y="-6" width="3.9" height="3" rx="1.1"/>
    <rect x="-.9" y="3" width="3.9" height="3" rx="1.1"/>
  </g>`;

// Numerals as strokes in a box of 4 × 7, so that no font decides how they look.
const numerals = {
  1: "M.9 1.4 2.4 0v7",
  2: "M.2 1.5C.5-.6 3.8-.5 3.7 1.9 3.6 3.6 1.4 4.6.2 7h3.7",
  3: "M.3.2h3.3L1.8 2.8c2.8 0 2.8 4.2-.1 4.2C1 7 .4 6.7 0 6.2",
  4: "M2.9 7V0L0 5h4",
  5: "M3.6 0H.7L.3 3.2c1.5-1 3.7-.3 3.7 1.7C4 7.2 1.2 7.6 0 6.2",
  6: "M3.4.3C1.2.6.1 2.6.1 4.7a1.9 2 0 1 0 1.9-2C1 2.7.3 3.4.1 4.7",
  7: "M0 0h3.9L1.4 7",
  8: "M2 3.2a1.6 1.6 0 1 1 .01 0zm0 0a1.9 1.9 0 1 0 .01 0z",
  9: "M.6 6.7C2.8 6.4 3.9 4.4 3.9 2.3A1.9 2.1 0 1 0 2 4.3C3 4.3 3.7 3.6 3.9 2.3",
};
const numeral = (n, x, y, scale = 1) =>
  `<path transform="translate(${x} ${y}) scale(${scale})" d="${numerals[n]}" fill="none" stroke="#fff"
    stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`;

// A mark over the picture keeps a clear ring around itself, so that it reads on any panel.
const cut = (hole, body) => `
  <mask id="cut"><rect width="24" height="24" fill="#fff"/>${hole}</mask>
  <g mask="url(#cut)">${body}</g>`;
const badgeHole = `<circle cx="16.5" cy="16.5" r="8.6" fill="#000"/>`;
const badge = (n) =>
  `<circle cx="16.5" cy="16.5" r="7.4" fill="${BADGE}"/>` +
  (n === "9+"
    ? numeral(9, 12, 13.4, 0.9) +
      `<path d="M17.3 16.6h4M19.3 14.6v4" stroke="#fff" stroke-width="1.4" stroke-linecap="round"/>`
    : numeral(n, n === 1 ? 14.8 : 14.2, 12.6, 1.13));
const quietHole = `<circle cx="18.5" cy="5" r="6" fill="#000"/>`;
const quietMark = `<circle cx="18.5" cy="5" r="4.8" fill="${QUIET}"/>
  <path d="M16.1 5h4.8" stroke="#fff" stroke-width="1.7" stroke-linecap="round"/>`;
const strike = (colour, width) =>
  `<path d="M3 21.5 21 2.5" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;

function tray({ number, dnd, blind }) {
  const colour = blind ? RED : QUIET;
  const holes = (number ? badgeHole : "") + (dnd ? quietHole : "") + (blind ? strike("#000", 4.4) : "");
  return (
    cut(holes, door(colour) + handset(colour)) +
    (dnd ? quietMark : "") +
    (number ? badge(number) : "") +
    (blind ? strike(RED, 2) : "")
  );
}
const numbers = [undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9, "9+"];
const strip = [
  ...numbers.map((number) => tray({ number })),
  ...numbers.map((number) => tray({ number, dnd: true })),
  tray({ blind: true }),
];

const program = `
  <rect x="1" y="1" width="22" height="22" rx="5.5" fill="${ACCENT}"/>
  <g transform="translate(12 12) scale(.74) translate(-12 -12)">${door("#fff")}${handset("#fff")}</g>`;
const popup = (colour, over) => `<circle cx="12" cy="12" r="11.5" fill="${colour}"/>
  <g transform="translate(0 .3)">${handset("#fff", 1.15)}</g>${over}`;
const arrow = (d) => `<path d="${d}" fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`;

const render = (body, size, x = 0, width = 24) =>
  new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} 0 ${width} 24">${body}</svg>`,
    { fitTo: { mode: "height", value: size } },
  ).render().asPng();

for (const size of [22, 24, 32, 48]) {
  const body = strip.map((tile, i) => {
    const own = tile.replaceAll("#cut", `#cut${i}`).replaceAll('id="cut"', `id="cut${i}"`);
    return `<svg x="${i * 24}" width="24" height="24" viewBox="0 0 24 24">${own}</svg>`;
  });
  writeFileSync(`tray-${size}.png`, render(body.join(""), size, 0, strip.length * 24));
}
for (const size of [32, 128, 256]) writeFileSync(`${size}x${size}.png`, render(program, size));
writeFileSync("popup-ringing.png", render(popup(ACCENT, arrow("M20 4l-4.5 4.5m0-3.6v3.6h3.6")), 48));
writeFileSync("popup-answered.png", render(popup(GREEN, arrow("M14.8 6.6l1.9 1.9 3.7-4")), 48));
writeFileSync("popup-missed.png", render(popup(BADGE, arrow("M15.2 4.2l4.6 4.6m0-4.6l-4.6 4.6")), 48));
writeFileSync("icon.ico", ico([16, 24, 32, 48, 256].map((size) => [size, render(program, size)])));

// An .ico of PNG pictures: a header, an entry of 16 bytes each, the pictures.
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(([size, png], i) => {
    const at = 6 + 16 * i;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(([, png]) => png)]);
}

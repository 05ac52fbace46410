// The window on an invented desk: `npm run dev`, and the browser tests. The scene comes with the
// address, `fake.html?language=ru&calls=0`; tests reach the desk as `kimoFake`.

import "./app.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { FakeHost, day, type Scene } from "./host/fake";
import { NOW } from "./host/fake/calls";

declare global {
  interface Window {
    kimoFake: FakeHost;
  }
}

const asked = new URLSearchParams(location.search);
const scene = Object.fromEntries(
  Object.entries(day).map(([name, value]) => {
    const wanted = asked.get(name);
    if (wanted === null) return [name, value];
    if (typeof value === "number") return [name, Number(wanted)];
    return [name, typeof value === "boolean" ? wanted === "true" : wanted];
  }),
) as Scene;

// Time stands still for pictures, and passes otherwise.
const began = performance.now();
const now = asked.has("still") ? () => NOW : () => NOW + performance.now() - began;
const host = new FakeHost(scene, now);
window.kimoFake = host;

const target = document.getElementById("kimo");
if (target) mount(App, { target, props: { host, now } });

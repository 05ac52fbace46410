// What there is to do in each PBX's own panel, in the panel's own words. A word of a panel is
// never translated, or nobody would find it there; what it means is said beside it.

import type { Pbx } from "../pbx";

export type Term = {
  /** As it is written there. */
  word: string;
  /** What it means, and what for. */
  means?: string;
};

export type Instruction = {
  /** What to do. */
  text: string;
  /** The words to look for. */
  terms?: Term[];
  /** How the words belong together: one below the other's menu, all to be ticked, or side by side. */
  as?: "path" | "ticks" | "words";
  /** What else is shown there. */
  shows?: "address" | "credentials" | "letter";
};

export type Panel = {
  /** The language of the panel. */
  language: "tr" | "ru";
  instructions: Instruction[];
};

export const panels: Record<Pbx, Panel> = {
  verimor: {
    language: "tr",
    instructions: [
      {
        text: "connections-verimor-open",
        as: "path",
        terms: [
          { word: "Online İşlem Merkezi", means: "connections-verimor-site" },
          { word: "Bulut Santralim", means: "connections-verimor-menu" },
          { word: "Santral Ayarlarım", means: "connections-verimor-settings" },
          { word: "CRM Entegrasyonu", means: "connections-verimor-section" },
        ],
      },
      {
        text: "connections-verimor-paste",
        terms: [{ word: "Bildirilecek URL", means: "connections-verimor-field" }],
        shows: "address",
      },
      { text: "connections-verimor-save" },
      { text: "connections-verimor-nothing-else", shows: "credentials" },
    ],
  },
  bulutfon: {
    language: "tr",
    instructions: [
      {
        text: "connections-bulutfon-open",
        as: "path",
        terms: [
          { word: "Uygulamalar", means: "connections-bulutfon-apps" },
          { word: "Web Kancaları", means: "connections-bulutfon-hooks" },
        ],
      },
      { text: "connections-bulutfon-number" },
      { text: "connections-bulutfon-paste", shows: "address" },
      {
        text: "connections-bulutfon-events",
        as: "ticks",
        terms: [
          { word: "Arama Başlangıcı", means: "connections-bulutfon-begin" },
          { word: "Dahiliye düşen çağrı", means: "connections-bulutfon-extension" },
          { word: "Gruba düşen çağrı", means: "connections-bulutfon-group" },
          { word: "Menüye düşen çağrı", means: "connections-bulutfon-menu" },
          { word: "Kaçan Çağrı", means: "connections-bulutfon-missed" },
          { word: "Arama Bitişi", means: "connections-bulutfon-end" },
          { word: "Gelen Faks", means: "connections-bulutfon-fax" },
        ],
      },
      { text: "connections-bulutfon-format", terms: [{ word: "json" }] },
      {
        text: "connections-bulutfon-basic",
        terms: [{ word: "http basic authentication" }],
        shows: "credentials",
      },
      { text: "connections-bulutfon-save", terms: [{ word: "Web Kancası ekle" }] },
    ],
  },
  mtt: {
    language: "ru",
    instructions: [
      {
        text: "connections-mtt-ask",
        as: "path",
        terms: [
          { word: "Smart УВВ", means: "connections-mtt-service" },
          {
            word: "Онлайн уведомления (статистики) о ходе вызова",
            means: "connections-mtt-notifications",
          },
        ],
      },
      { text: "connections-mtt-address", shows: "address" },
      {
        text: "connections-mtt-extended",
        terms: [{ word: 'event_extended: "Y"', means: "connections-mtt-extended-means" }],
      },
      { text: "connections-mtt-json", shows: "credentials" },
      { text: "connections-mtt-letter", shows: "letter" },
    ],
  },
};

/** What to write to MTT, whose documents name no menu. In Russian, for it goes to MTT. */
export function letterToMtt(address: string): string {
  return [
    "Здравствуйте.",
    "",
    "Прошу включить онлайн уведомления (статистики) о ходе вызова (Smart УВВ) для наших номеров.",
    `Адрес для уведомлений (POST, JSON): ${address}`,
    'Расширенные события (sp, ep, t): event_extended: "Y".',
    "",
    "Спасибо.",
  ].join("\n");
}

/** Whether the panel has a place for a user name and password. */
export function takesCredentials(pbx: string): boolean {
  return pbx === "bulutfon";
}

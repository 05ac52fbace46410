/// <reference types="vite/client" />

/** The window's words of one language: see window-texts.ts. */
declare module "texts:*" {
  const source: string;
  export default source;
}

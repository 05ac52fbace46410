import { type Act, read, type Route, type Section, write } from "./route";

/** The window's route, kept in step with the address. */
export class Router {
  #route = $state.raw<Route>(read(location.hash));

  constructor() {
    window.addEventListener("hashchange", () => (this.#route = read(location.hash)));
  }

  get section(): Section {
    return this.#route.section;
  }

  get call(): string | null {
    return this.#route.call;
  }

  /** What is to be begun with the open call. */
  get act(): Act | null {
    return this.#route.act ?? null;
  }

  /** It has been begun: Back and a second time lead to the call alone. */
  begun(): void {
    const { section, call } = this.#route;
    history.replaceState(null, "", write({ section, call }));
    this.#route = { section, call };
  }

  /** The hook that is being set up. */
  get guide(): number | null {
    return this.#route.guide ?? null;
  }

  /** What is open among the contacts. */
  get contact(): string | null {
    return this.#route.contact ?? null;
  }

  go(route: Route): void {
    const hash = write(route);
    if (hash === location.hash) return;
    // Going from one open call or contact to the next is one step for Back, like the first.
    const opens = (route.call ?? route.contact ?? null) !== null;
    const stays = route.section === this.section && opens && (this.call ?? this.contact) !== null;
    if (stays) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
    this.#route = route;
  }

  openCall(id: string): void {
    this.go({ section: this.section === "missed" ? "missed" : "calls", call: id });
  }

  closeCall(): void {
    this.go({ section: this.section, call: null });
  }

  openContact(contact: string): void {
    this.go({ section: "contacts", call: null, contact });
  }

  closeContact(): void {
    this.go({ section: "contacts", call: null });
  }

  openGuide(hook: number): void {
    this.go({ section: "connections", call: null, guide: hook });
  }

  closeGuide(): void {
    this.go({ section: "connections", call: null });
  }
}

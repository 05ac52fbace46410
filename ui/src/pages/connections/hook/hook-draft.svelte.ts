// What is being typed into a hook's form.

import type {
  BasicChange,
  HookRow,
  LimitSourcesParams,
  SettingValue,
  TunnelStatus,
  UpdateHookParams,
} from "../../../host/generated";

/** A row of a setting that is a table. */
export type TableRow = {
  /** What the PBX says. */
  theirs: string;
  /** What people here say. */
  ours: string;
};

/** Each wrong part with the text that says so. */
export type WrongHook = { basic?: string; sources?: string };

export class HookDraft {
  readonly before: HookRow;
  name = $state("");
  region = $state("");
  /** The settings that the hook's PBX has, by name. */
  settings = $state.raw<{ [name: string]: SettingValue }>({});
  #tables = $state.raw<Record<string, readonly TableRow[]>>({});
  basic = $state(false);
  user = $state("");
  password = $state("");
  sources = $state.raw<string[]>([]);
  header = $state<HookRow["source_header"]>("x_forwarded_for");

  constructor(hook: HookRow, tunnel: TunnelStatus["kind"] | null) {
    this.before = hook;
    this.name = hook.name;
    this.region = hook.region;
    this.settings = hook.settings;
    this.basic = hook.basic_user !== null;
    this.user = hook.basic_user ?? "";
    this.sources = hook.allowed_sources;
    // Where nothing is limited yet, what the tunnel in use is known to write.
    const untouched = hook.allowed_sources.length === 0;
    this.header = untouched && tunnel === "cloudflared" ? "cf_connecting_ip" : hook.source_header;
  }

  /** What cannot be saved as it stands. */
  wrong(): WrongHook {
    const wrong: WrongHook = {};
    const basic = this.#basicChange();
    if (basic !== null && basic !== "keep") {
      if (basic.user.includes(":")) wrong.basic = "connections-basic-colon";
      else if (basic.user === "" || basic.password === "")
        wrong.basic = "connections-basic-missing";
    }
    if (!this.sources.every(isNetwork)) wrong.sources = "connections-sources-wrong";
    return wrong;
  }

  update(): UpdateHookParams {
    const { id, name } = this.before;
    return {
      id,
      name: this.name.trim() || name,
      region: this.region,
      settings: this.settings,
      basic: this.#basicChange(),
    };
  }

  /** The change of where deliveries may come from, if there is one. */
  limit(): LimitSourcesParams | null {
    const { id, allowed_sources, source_header } = this.before;
    const same =
      this.sources.join(" ") === allowed_sources.join(" ") &&
      (this.sources.length === 0 || this.header === source_header);
    return same ? null : { hook: id, allowed: this.sources, header: this.header };
  }

  set(name: string, value: SettingValue): void {
    this.settings = { ...this.settings, [name]: value };
  }

  /** Whether a setting is another one than is kept. */
  changed(name: string): boolean {
    return this.settings[name] !== this.before.settings[name];
  }

  /** The rows of a setting that is a table; those that are not filled in yet, too. */
  rows(name: string): readonly TableRow[] {
    const kept = this.settings[name];
    const rows = typeof kept === "object" ? Object.entries(kept) : [];
    return this.#tables[name] ?? rows.map(([theirs, ours]) => ({ theirs, ours: ours ?? "" }));
  }

  setRows(name: string, rows: readonly TableRow[]): void {
    this.#tables = { ...this.#tables, [name]: rows };
    const filled = rows
      .map(({ theirs, ours }) => [theirs.trim(), ours.trim()] as const)
      .filter(([theirs, ours]) => theirs !== "" && ours !== "");
    this.set(name, Object.fromEntries(filled));
  }

  #basicChange(): BasicChange {
    if (!this.basic) return null;
    if (this.password === "" && this.user === this.before.basic_user) return "keep";
    return { user: this.user, password: this.password };
  }
}

/** `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32` */
export function isNetwork(text: string): boolean {
  const [address = "", length, ...more] = text.split("/");
  if (more.length > 0) return false;
  const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  if (bits < 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
}

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

function isIpv6(text: string): boolean {
  return text.includes(":") && /^[0-9a-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`);
}

// Dates, times, spans and numbers as the language and the time zone write them.

export class Formats {
  readonly locale: string;
  #timeZone: string | undefined;
  #formatters = new Map<string, Intl.DateTimeFormat>();
  #relative: Intl.RelativeTimeFormat;
  #numbers: Intl.NumberFormat;

  constructor(language: string, region: string, timeZone?: string) {
    this.locale = locale(language, region);
    this.#timeZone = known(timeZone) ? timeZone : undefined;
    this.#relative = new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" });
    this.#numbers = new Intl.NumberFormat(this.locale);
  }

  /** `10:32` */
  time(at: string): string {
    return this.#date({ hour: "2-digit", minute: "2-digit", ...OF_24_HOURS }).format(new Date(at));
  }

  /** `10:32:05` */
  exactTime(at: string): string {
    const shape = {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      ...OF_24_HOURS,
    } as const;
    return this.#date(shape).format(new Date(at));
  }

  /** `10:32` today, `yesterday 16:20`, `tomorrow 09:00`, `18 Nov 16:20`, `18 Nov 2024 16:20` */
  moment(at: string, now: number): string {
    const age = this.#daysAgo(at, now);
    if (age === 0) return this.time(at);
    if (age === 1 || age === -1) {
      return `${this.#relative.format(-age, "day")} ${this.time(at)}`;
    }
    const shape = { day: "numeric", month: "short", ...this.#yearIfOther(at, now) } as const;
    return `${this.#date(shape).format(new Date(at))} ${this.time(at)}`;
  }

  /** `18 Nov 2026 16:20`, for whoever reads it on another day. */
  date(at: string): string {
    const shape = { day: "numeric", month: "short", year: "numeric" } as const;
    return `${this.#date(shape).format(new Date(at))} ${this.time(at)}`;
  }

  /** `Today`, `Yesterday`, `Wednesday, 18 November`, with the year if it is another one */
  day(at: string, now: number): string {
    const age = this.#daysAgo(at, now);
    if (age === 0 || age === 1) return this.#capital(this.#relative.format(-age, "day"));
    const shape = { weekday: "long", day: "numeric", month: "long" } as const;
    const words = this.#date({ ...shape, ...this.#yearIfOther(at, now) }).format(new Date(at));
    return this.#capital(words);
  }

  /** `Monday`, by its place in the week, Monday 0. */
  weekday(place: number): string {
    const monday = Date.UTC(2024, 0, 1 + place);
    const shape = { weekday: "long", timeZone: "UTC" } as const;
    return this.#capital(new Intl.DateTimeFormat(this.locale, shape).format(monday));
  }

  /** How many days ago that was: 0 today, 1 yesterday. */
  daysAgo(at: string, now: number): number {
    return this.#daysAgo(at, now);
  }

  /** The moment at which the zone's clocks show this, written `2026-11-18T10:32`. */
  atWallClock(text: string): number {
    const shown = Date.parse(`${text}Z`);
    const at = shown - this.#offset(shown);
    // The clocks may be put forward or back in between.
    return shown - this.#offset(at);
  }

  /** What the zone's clocks show at a moment, `2026-11-18T10:32`. */
  wallClock(at: number): string {
    const { year, month, day, hour, minute } = this.#wallClock(at);
    return `${year}-${month}-${day}T${hour}:${minute}`;
  }

  /** The date in the time zone, `2026-11-18`: equal for moments of the same day. */
  dayKey(at: string | number): string {
    const { year, month, day } = this.#wallClock(Number(new Date(at)));
    return `${year}-${month}-${day}`;
  }

  /**
   * The day of a moment: its key, and when it began, as the beginning of an RFC 3339 time in UTC,
   * so that whatever came later that day sorts after it.
   */
  dayOf(at: string): { key: string; start: string } {
    const key = this.dayKey(at);
    let start = Date.parse(`${key}T00:00:00Z`) - this.#offset(Date.parse(at));
    // Clocks may have been put forward or back since midnight.
    start = Date.parse(`${key}T00:00:00Z`) - this.#offset(start);
    // Where midnight itself was skipped, the day began later; the next call finds out.
    return { key, start: new Date(start).toISOString().slice(0, 19) };
  }

  /**
   * `15 s`, `3 min 12 s`, `1 h 3 min`: with its units, for without them it looks like a clock time.
   * The spaces do not break.
   */
  duration(seconds: number): string {
    return this.#twoUnits(Math.max(0, Math.floor(seconds)));
  }

  /** How far apart two moments are, either way: `4 s`, `2 min 5 s`, `1 day 2 h`. */
  span(seconds: number): string {
    return this.#twoUnits(Math.round(Math.abs(seconds)));
  }

  /** `1,234` */
  number(n: number): string {
    return this.#numbers.format(n);
  }

  /** `TR` → `Türkiye` */
  country(region: string): string {
    return new Intl.DisplayNames(this.locale, { type: "region" }).of(region) ?? region;
  }

  /** What stands by itself begins with a capital: `Tomorrow 09:00`. */
  title(words: string): string {
    return this.#capital(words);
  }

  /** A reason or the like as a sentence of its own. */
  sentence(words: string): string {
    return this.#capital(words) + (/[.…?]$/.test(words) ? "" : ".");
  }

  /** Sorts texts as the language does. */
  compare(a: string, b: string): number {
    return a.localeCompare(b, this.locale);
  }

  /** Milliseconds that the zone's clocks are ahead of UTC. */
  #offset(at: number): number {
    const whole = Math.floor(at / 1000) * 1000;
    const { year, month, day, hour, minute, second } = this.#wallClock(whole);
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - whole;
  }

  /**
   * What the zone's clocks and calendars show. By parts: how a locale puts them together differs
   * from one engine to another.
   */
  #wallClock(at: number): Record<Intl.DateTimeFormatPartTypes, string> {
    const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    const time = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
    const shape = { ...day, ...time, ...OF_24_HOURS } as const;
    const parts = this.#date(shape, "en-u-ca-gregory-nu-latn").formatToParts(at);
    const told = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
    return told as Record<Intl.DateTimeFormatPartTypes, string>;
  }

  #daysAgo(at: string, now: number): number {
    const day = (key: string) => Date.parse(`${key}T00:00:00Z`) / 86_400_000;
    return day(this.dayKey(now)) - day(this.dayKey(at));
  }

  #yearIfOther(at: string, now: number): { year?: "numeric" } {
    const same = this.dayKey(at).slice(0, 4) === this.dayKey(now).slice(0, 4);
    return same ? {} : { year: "numeric" };
  }

  #capital(words: string): string {
    return words.charAt(0).toLocaleUpperCase(this.locale) + words.slice(1);
  }

  #twoUnits(seconds: number): string {
    const [hour, minute, second] = units[this.locale.slice(0, 2)] ?? units.en;
    const counts = [
      [Math.floor(seconds / 86400), null],
      [Math.floor(seconds / 3600) % 24, hour],
      [Math.floor(seconds / 60) % 60, minute],
      [seconds % 60, second],
    ] as const;
    const first = counts.findIndex(([count]) => count > 0);
    if (first < 0) return `0\u00a0${second}`;
    return counts
      .slice(first, first + 2)
      .filter(([count]) => count > 0)
      .map(([count, unit]) => (unit ? `${count}\u00a0${unit}` : this.#days(count)))
      .join("\u00a0");
  }

  #days(count: number): string {
    const shape = { style: "unit", unit: "day", unitDisplay: "long" } as const;
    return new Intl.NumberFormat(this.locale, shape).format(count).replace(/\s/g, "\u00a0");
  }

  #date(shape: Intl.DateTimeFormatOptions, locale = this.locale): Intl.DateTimeFormat {
    const key = locale + JSON.stringify(shape);
    const kept = this.#formatters.get(key);
    if (kept) return kept;
    const zone = this.#timeZone ? { timeZone: this.#timeZone } : {};
    const made = new Intl.DateTimeFormat(locale, { ...shape, ...zone });
    this.#formatters.set(key, made);
    return made;
  }
}

// As popups and the tray write it, also on a computer that is set to American English.
const OF_24_HOURS = { hourCycle: "h23" } as const;

// As offices write them; what engines know of units differs from one to another.
const units: { [language: string]: readonly [hour: string, minute: string, second: string] } & {
  en: readonly [hour: string, minute: string, second: string];
} = {
  tr: ["sa", "dk", "sn"],
  en: ["h", "min", "s"],
  ru: ["ч", "мин", "с"],
};

// Plain "en" would mean American dates.
function locale(language: string, region: string): string {
  if (language !== "en") return language;
  return region === "US" ? "en-US" : "en-GB";
}

function known(timeZone: string | undefined): boolean {
  if (!timeZone) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

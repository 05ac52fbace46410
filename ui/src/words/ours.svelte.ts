// What our own lines, extensions and queues are called, wherever one stands.

import type { OwnName, Party } from "../host/generated";

let names = $state.raw<ReadonlyMap<string, string>>(new Map());

/** Learns their names; whatever shows one is drawn again. */
export function nameOurs(all: readonly OwnName[]): void {
  names = new Map(all.flatMap(({ keys, name }) => keys.map((key) => [key, name] as const)));
}

/** The name of a number of ours, if it has one. */
export function nameOf(number: string | null): string | null {
  return number === null ? null : (names.get(number) ?? null);
}

/** The name of the number of ours that an end of a call is. */
export function nameOfParty(party: Party): string | null {
  return party.hidden ? null : (nameOf(party.e164) ?? nameOf(party.raw));
}

/** A number of ours by its name, where it has one. */
export function ours<Number extends string | null>(number: Number): Number | string {
  return nameOf(number) ?? number;
}

/** "1001 (Ayşe)", where somebody may want to know both. */
export function withName(number: string): string {
  const name = nameOf(number);
  return name === null ? number : `${number} (${name})`;
}

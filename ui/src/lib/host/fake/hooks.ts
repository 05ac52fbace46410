import type { HookRow } from "../generated";
import { iso } from "./calls";

/** One hook for each PBX, as on a first start; `used` after a busy morning. */
export function hooksOf(now: number, used: boolean): HookRow[] {
  const before = (seconds: number) => (used ? iso(now - seconds * 1000) : null);
  const hook = (id: number, pbx: HookRow["pbx"], name: string, token: string): HookRow => ({
    id,
    pbx,
    name,
    url: `http://127.0.0.1:8460/hooks/${pbx}/${token}`,
    region: pbx === "mtt" ? "RU" : "TR",
    answered_flag: "accepted",
    basic_user: null,
    previous_until: null,
    allowed_sources: [],
    source_header: "x_forwarded_for",
    last_delivery_at: null,
    last_tested_at: null,
    deliveries: 0,
    not_understood: [],
  });
  return [
    {
      ...hook(1, "verimor", "Verimor", "hT0c3mVqk8yJr5Zb1nQe7w"),
      last_delivery_at: before(8),
      last_tested_at: before(9 * 86_400),
      deliveries: used ? 4211 : 0,
      not_understood: used
        ? [
            {
              received_at: iso(now - 3600_000),
              what: "sms_status",
              body: "event_type=sms_status&message_id=88213&status=DELIVERED",
            },
            {
              received_at: iso(now - 2 * 86_400_000),
              what: "expected `,` or `}` at line 1 column 42",
              body: '{"event_type":"hangup","call_uuid":"3fa8"',
            },
          ]
        : [],
    },
    {
      ...hook(2, "bulutfon", used ? "Bulutfon Şube" : "Bulutfon", "p2LxWd9sVfA6oRt4uYc0Gg"),
      last_delivery_at: before(1260),
      deliveries: used ? 377 : 0,
      basic_user: used ? "sube" : null,
    },
    hook(3, "mtt", "MTT", "zK7bNq1eXo5iTs3mHj8DfQ"),
  ];
}

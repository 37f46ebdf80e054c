/** What every random strategy declares. */
import type { Wanted } from "./random-expression.ts";

export interface TriggerShape {
  readonly name: string;
  readonly modifiers: string;
  readonly fields: readonly { readonly name: string; readonly type: Wanted }[];
}

/** Every random spec has the same. */
export const TRIGGERS: readonly TriggerShape[] = [
  {
    name: "TICK",
    modifiers: "volatile ",
    fields: [{ name: "x", type: "number" }],
  },
  {
    name: "FILL",
    modifiers: "",
    fields: [
      { name: "x", type: "number" },
      { name: "side", type: "Side" },
      { name: "fill", type: "Fill?" },
    ],
  },
  { name: "GO", modifiers: "", fields: [] },
  {
    name: "NEXT",
    modifiers: "",
    fields: [
      { name: "ok", type: "boolean" },
      { name: "text", type: "string" },
    ],
  },
  { name: "PAUSE", modifiers: "suspend ", fields: [] },
  { name: "RESUME", modifiers: "resume ", fields: [] },
  { name: "KILL", modifiers: "emergency ", fields: [] },
  { name: "SOON", modifiers: "", fields: [{ name: "x", type: "number" }] },
];

/** Activities of every random spec, with what their words promise. */
export const ACTIVITIES = [
  "think",
  "buy",
  "place",
  "trim",
  "sell",
  "pull",
  "flatten",
] as const;

export const DECLARATIONS = `
  leg spot, perp
  enum Side { BUY, SELL }
  type Fill = { price: number, quantity: number, note: string? }

  param pn: number = 2
  param pd: duration = 30ms
  param pb: boolean = true
  param required: string
  param start0: instant

  context {
    n0: number = 1
    n1: number = pn
    n2: number = 0
    b0: boolean = false
    s0: string = required
    d0: duration = 20ms
    side: Side = Side.BUY
    f0: Fill?
    list: number[] = [1, 2, 3]
  }

  output ROUND(n: number, text: string)
  output BELL

  guard askGuard
  guard askWith(limit: number)
  guard exprGuard = n0 < 40 and not (b0 and n1 > 30)
  guard exprWith(limit: number) = n1 <= limit

  action note
  action count writes n0, n1
  action store writes f0, s0

  activity think(amount: number)
  activity buy(quantity: number, side: Side): Fill partial Fill opens spot
  activity place(): Fill places
  activity trim(): Fill reduces perp
  activity sell(quantity: number): Fill closes spot
  activity pull() cancels
  activity flatten(): Fill cancels closes
`;

export const TAKES: Readonly<
  Record<(typeof ACTIVITIES)[number], readonly Wanted[]>
> = {
  think: ["number"],
  buy: ["number", "Side"],
  place: [],
  trim: [],
  sell: ["number"],
  pull: [],
  flatten: [],
};

/** Without a result there is none to read. */
export const SILENT: ReadonlySet<string> = new Set(["think", "pull"]);

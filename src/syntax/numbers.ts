/** What a number with its unit means, or what is wrong with it. */
export type NumberReading =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "duration"; readonly milliseconds: number }
  | {
      readonly kind: "mistake";
      readonly problem: string;
      /** What to write instead, where that is clear. */
      readonly instead: string | null;
    };

const DIGITS = String.raw`\d+(?:_\d+)*`;
const DECIMAL = String.raw`${DIGITS}(?:\.${DIGITS})?`;
const PLAIN = new RegExp(
  String.raw`^(${DECIMAL})(?:[eE]([+-]?\d+))?(%|bps|ms|s|m|h|d)?$`,
);
const PART = new RegExp(String.raw`(${DECIMAL})(ms|s|m|h|d)`, "y");

/** Milliseconds as `factor` times ten to the `exponent`: so that `1.1h` is exact where it can be. */
const DURATIONS: Readonly<
  Record<string, { readonly factor: number; readonly exponent: number }>
> = {
  d: { factor: 864, exponent: 5 },
  h: { factor: 36, exponent: 5 },
  m: { factor: 6, exponent: 4 },
  s: { factor: 1, exponent: 3 },
  ms: { factor: 1, exponent: 0 },
};
const LARGEST_FIRST = ["d", "h", "m", "s", "ms"];
const RATIOS: Readonly<Record<string, number>> = { "%": -2, bps: -4 };

/** Units as people write them elsewhere. */
const MEANT: Readonly<Record<string, string>> = {
  bp: "bps",
  sec: "s",
  secs: "s",
  second: "s",
  seconds: "s",
  min: "m",
  mins: "m",
  minute: "m",
  minutes: "m",
  hr: "h",
  hrs: "h",
  hour: "h",
  hours: "h",
  day: "d",
  days: "d",
};

/** `1_000`, `0.25%`, `25bps`, `1h30m`; durations in milliseconds. */
export function readNumber(image: string): NumberReading {
  const plain = PLAIN.exec(image);
  if (plain !== null)
    return ofUnit(plain[1] ?? "", Number(plain[2] ?? 0), plain[3] ?? null);
  return compound(image) ?? mistake(image);
}

/** Whether a word is a unit that belongs to the number before it. */
export function isUnit(word: string): boolean {
  return word in RATIOS || word in DURATIONS || Object.hasOwn(MEANT, word);
}

function ofUnit(
  digits: string,
  exponent: number,
  unit: string | null,
): NumberReading {
  const decimal = digits.replaceAll("_", "");
  const duration = unit === null ? undefined : DURATIONS[unit];
  const shift = duration?.exponent ?? (unit === null ? 0 : RATIOS[unit]) ?? 0;
  const value =
    Number(`${decimal}e${exponent + shift}`) * (duration?.factor ?? 1);
  if (!Number.isFinite(value))
    return {
      kind: "mistake",
      problem: "this number is too large",
      instead: null,
    };
  return duration === undefined
    ? { kind: "number", value }
    : { kind: "duration", milliseconds: value };
}

/** Several parts, from the largest unit to the smallest. */
function compound(image: string): NumberReading | null {
  if (image === "") return null;
  let milliseconds = 0;
  let least = -1;
  PART.lastIndex = 0;
  for (let end = 0; end < image.length; end = PART.lastIndex) {
    const part = PART.exec(image);
    if (part === null) return null;
    const [, digits = "", unit = ""] = part;
    const reading = ofUnit(digits, 0, unit);
    if (reading.kind !== "duration") return reading;
    const size = LARGEST_FIRST.indexOf(unit);
    if (size <= least)
      return {
        kind: "mistake",
        problem:
          "the parts of a duration go from the largest unit to the smallest, each once",
        instead: null,
      };
    least = size;
    milliseconds += reading.milliseconds;
  }
  return { kind: "duration", milliseconds };
}

function mistake(image: string): NumberReading {
  const unfinished = /^(.*?(d|h|m|s))(\d+(?:_\d+)*)$/.exec(image);
  if (unfinished !== null && compound(unfinished[1] ?? "") !== null) {
    const smaller =
      LARGEST_FIRST[LARGEST_FIRST.indexOf(unfinished[2] ?? "") + 1];
    return {
      kind: "mistake",
      problem: "each part of a duration has its unit",
      instead: `${image}${smaller ?? ""}`,
    };
  }
  if (image.endsWith("."))
    return {
      kind: "mistake",
      problem: "a number ends with a digit",
      instead: image.replace(/\.+$/, ""),
    };
  if (/_(?!\d)|\D_/.test(image))
    return {
      kind: "mistake",
      problem: "`_` stands between two digits",
      instead: image.replaceAll("_", ""),
    };
  const [, digits = "", unit = ""] =
    new RegExp(String.raw`^(${DECIMAL})(.*)$`).exec(image) ?? [];
  const meant = MEANT[unit.toLowerCase()] ?? unit.toLowerCase();
  const known = meant in DURATIONS || meant in RATIOS;
  return {
    kind: "mistake",
    problem: `\`${unit}\` is no unit`,
    instead: known && meant !== unit ? `${digits}${meant}` : null,
  };
}

import { took } from "../../terminal.ts";

/** `+28.7851`, `−0.05`, `0.00`: two decimals, four where they say something. */
export function signed(value: number): string {
  const rounded = Math.abs(value) < 0.000_05 ? 0 : value;
  const text = Math.abs(rounded).toLocaleString("en", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  });
  if (rounded === 0) return text;
  return `${rounded > 0 ? "+" : "−"}${text}`;
}

/** `9 d 3 h`, `23 h 59 min`, `4 min 10 s`, `3.2 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  const scale = SCALES.find(({ least }) => seconds >= least);
  if (scale === undefined) return took(milliseconds);
  const { big, small } = scale;
  const whole = Math.floor(seconds / big.size);
  const rest = Math.floor((seconds % big.size) / small.size);
  const text = `${whole} ${big.name}`;
  return rest === 0 ? text : `${text} ${rest} ${small.name}`;
}

const SECOND = { name: "s", size: 1 } as const;
const MINUTE = { name: "min", size: 60 } as const;
const HOUR = { name: "h", size: 3_600 } as const;
const DAY = { name: "d", size: 86_400 } as const;

/** The largest first; hours are easier to compare than a day and some. */
const SCALES = [
  { least: 2 * DAY.size, big: DAY, small: HOUR },
  { least: HOUR.size, big: HOUR, small: MINUTE },
  { least: MINUTE.size, big: MINUTE, small: SECOND },
] as const;

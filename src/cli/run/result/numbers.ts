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

/** `23 h 59 min`, `4 min 10 s`, `3.2 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return took(milliseconds);
  const [big, small, size, names] =
    seconds < 3_600
      ? [Math.floor(seconds / 60), seconds % 60, 60, ["min", "s"] as const]
      : [
          Math.floor(seconds / 3_600),
          Math.floor((seconds % 3_600) / 60),
          60,
          ["h", "min"] as const,
        ];
  const rest = Math.floor(small) % size;
  return rest === 0
    ? `${big} ${names[0]}`
    : `${big} ${names[0]} ${rest} ${names[1]}`;
}

/** Sizes of a chart and its parts, in pixels. */
export const WIDTH = 1_200;
export const LEFT = 128;
export const RIGHT = 28;
export const PLOT = WIDTH - LEFT - RIGHT;
export const EQUITY = { height: 250, ticks: 6 } as const;
export const FILLS = 30;
export const EXPOSURE = { height: 130, ticks: 4 } as const;
export const HEADING = 34;

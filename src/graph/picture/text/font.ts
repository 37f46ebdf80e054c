/** What the layout must know of a typeface: nothing here reads a file or asks a browser. */
export interface Font {
  /** The advance of a text without line breaks, in pixels at a size in pixels. */
  width(text: string, size: number, bold: boolean): number;
}

/** The colours of a button and what is read on it, where mail is shown light and where it is shown dark. */
export interface MailColours {
  readonly accent: string;
  readonly onAccent: string;
  readonly accentOnDark: string;
  readonly onAccentOnDark: string;
}

type Rgb = readonly [number, number, number];

/** The background of a mail that is shown dark, and what stands out from it enough to be read (WCAG 2, AA). */
const DARK: Rgb = [0x1f, 0x24, 0x26];
const ENOUGH = 4.5;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** White where it can be read, else black: one of them always can. */
const readableOn = (background: Rgb): Rgb => (contrastOf(background, WHITE) >= ENOUGH ? WHITE : BLACK);

/** As much of the colour as stands out from the dark background; the rest is white. */
function lightened(colour: Rgb): Rgb {
  for (let white = 0; white < 1; white += 0.05) {
    const mixed = colour.map((part) => Math.round(part + (255 - part) * white)) as unknown as Rgb;
    if (contrastOf(mixed, DARK) >= ENOUGH) return mixed;
  }
  return WHITE;
}

/** What the shop's colour, `#rrggbb`, becomes in mails, so that everything can be read: 4.5:1 at least. */
export function mailColours(colour: string): MailColours {
  const accent = rgbOf(colour);
  const accentOnDark = lightened(accent);
  return {
    accent: hexOf(accent),
    onAccent: hexOf(readableOn(accent)),
    accentOnDark: hexOf(accentOnDark),
    onAccentOnDark: hexOf(readableOn(accentOnDark)),
  };
}

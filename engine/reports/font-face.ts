/** The rule that brings a report's own font along (woff2, base64); nothing for anything that is not base64. */
export const fontFace = (base64: string | undefined): string =>
  base64 === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)
    ? ''
    : `@font-face{font-family:"Inter Report";font-weight:100 900;src:url(data:font/woff2;base64,${base64}) format("woff2")}`;

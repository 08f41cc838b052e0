import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** What turns a drawing into pixels: resvg as WebAssembly, and the product's font as TrueType. */
export interface Rasterizer {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly font: Uint8Array;
}

/** Pixels for each unit of the drawing: sharp on screens of twice the density. */
const ZOOM = 2;

let ready: Promise<void> | null = null;

/** A drawing as PNG. Same drawing, same bytes: only the font given is used, never one of the machine. */
export async function toPng(svg: string, { wasm, font }: Rasterizer): Promise<Uint8Array> {
  ready ??= initWasm(wasm);
  await ready;
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers: [font], defaultFontFamily: 'Inter Variable', sansSerifFamily: 'Inter Variable' },
  });
  const rendered = image.render();
  try {
    return rendered.asPng();
  } finally {
    rendered.free();
    image.free();
  }
}

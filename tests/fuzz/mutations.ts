import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Files } from './files.ts';

/** Whole numbers and choices of one seed. */
export interface Dice {
  /** From 0 to below `sides`. */
  roll(sides: number): number;
  pick<T>(items: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

type ByBytes = (bytes: Uint8Array, dice: Dice) => Uint8Array;

const at = (bytes: Uint8Array, dice: Dice): number => dice.roll(bytes.length + 1);

const spliced = (bytes: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)]);

/** Damage to any bytes. */
const BYTES: Readonly<Record<string, ByBytes>> = {
  'flipped bytes': (bytes, dice) => {
    const copy = Uint8Array.from(bytes);
    for (let count = 1 + dice.roll(12); count > 0 && copy.length > 0; count -= 1) {
      const index = dice.roll(copy.length);
      copy[index] = (copy[index] ?? 0) ^ (1 << dice.roll(8));
    }
    return copy;
  },
  'flipped bytes at the end': (bytes, dice) => {
    const copy = Uint8Array.from(bytes);
    for (let count = 1 + dice.roll(4); count > 0 && copy.length > 0; count -= 1) {
      copy[Math.max(0, copy.length - 1 - dice.roll(Math.min(copy.length, 300)))] = dice.roll(256);
    }
    return copy;
  },
  'cut off': (bytes, dice) => bytes.subarray(0, at(bytes, dice)),
  'cut at the front': (bytes, dice) => bytes.subarray(at(bytes, dice)),
  'a hole': (bytes, dice) => {
    const copy = Uint8Array.from(bytes);
    const from = at(bytes, dice);
    return copy.fill(0, from, Math.min(copy.length, from + dice.roll(200)));
  },
  'noise inside': (bytes, dice) => {
    const from = at(bytes, dice);
    return spliced(bytes, from, from, dice.bytes(1 + dice.roll(300)));
  },
  'a piece twice': (bytes, dice) => {
    const from = at(bytes, dice);
    return spliced(bytes, from, from, bytes.subarray(from, from + dice.roll(500)));
  },
  'nothing left': () => new Uint8Array(),
  'another kind of file': (_, dice) =>
    dice.pick([
      Buffer.from('PAR1'),
      Buffer.from([0x1f, 0x8b, 8, 0]),
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
      Buffer.from('PK\x03\x04'),
    ]),
  'noise instead': (_, dice) => dice.bytes(dice.roll(3_000)),
  'packed once more': (bytes) => gzipSync(bytes),
  'a small bomb': (_, dice) => gzipSync(Buffer.alloc(4_000_000, dice.pick(['0', ',', '\n', '"', '\0', 'day,']))),
};

const asText = (change: (text: string, dice: Dice) => string): ByBytes => {
  return (bytes, dice) => {
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    // Bytes as characters: what is no text is not made worse than it is.
    const inner = packed ? unpacked(bytes) : bytes;
    const changed = Buffer.from(change(Buffer.from(inner).toString('latin1'), dice), 'latin1');
    return packed ? gzipSync(changed) : changed;
  };
};

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: 1 << 24 });
  } catch {
    // It was damaged before.
    return bytes;
  }
}

const line = (text: string, dice: Dice, change: (fields: string[]) => string[]): string => {
  const lines = text.split('\n');
  const index = dice.roll(lines.length);
  const mark = dice.pick([',', ';', '|']);
  lines[index] = change((lines[index] ?? '').split(mark)).join(mark);
  return lines.join('\n');
};

const VALUES = [
  '',
  'NaN',
  '1e999',
  '-1',
  '-0',
  '9223372036854775808',
  '1.5',
  '1,5',
  '0x10',
  '٣',
  'Infinity',
  '"',
  '""',
  "'",
  '2026-02-30',
  '0000-00-00',
  '31.12.2026',
  '\u0000',
  '\\N',
  'null',
  '=1+1',
];

/** Damage to text, packed or not. */
const TEXT: Readonly<Record<string, ByBytes>> = {
  'swapped columns': asText((text, dice) => line(text, dice, (fields) => fields.reverse())),
  'a column less': asText((text, dice) => line(text, dice, (fields) => fields.slice(1))),
  'a column more': asText((text, dice) => line(text, dice, (fields) => [...fields, dice.pick(VALUES)])),
  'a column twice': asText((text, dice) => line(text, dice, (fields) => [...fields, ...fields.slice(0, 1)])),
  'another value': asText((text, dice) =>
    line(text, dice, (fields) => fields.map((field) => (dice.roll(4) === 0 ? dice.pick(VALUES) : field))),
  ),
  'another header': asText((text, dice) => {
    const [header = '', ...rest] = text.split('\n');
    return [header.replace(/\w+/, dice.pick(['DAY', ' day ', '"day"', 'filename', 'source file', 'day,day', '']))]
      .concat(rest)
      .join('\n');
  }),
  'a huge field': asText((text, dice) =>
    line(text, dice, (fields) => [...fields.slice(0, 2), 'x'.repeat(3_000_000), ...fields.slice(3)]),
  ),
  'an open quote': asText((text, dice) => {
    const from = dice.roll(text.length + 1);
    return `${text.slice(0, from)}"${text.slice(from)}`;
  }),
  'other line ends': asText((text, dice) => text.replaceAll('\n', dice.pick(['\r', '\r\n', '\n\n', '\n\r', '']))),
  'other separators': asText((text, dice) =>
    text.replaceAll(dice.pick([',', ';', '|']), dice.pick([',', ';', '\t', '|', ' '])),
  ),
  'a mark in front': asText((text, dice) => dice.pick(['\xef\xbb\xbf', '\xff\xfe', '\xfe\xff', '\xff\xfe\0\0']) + text),
  'another encoding': (bytes, dice) => {
    const text = Buffer.from(bytes).toString('utf8');
    return Buffer.from(text, dice.pick(['utf16le', 'latin1', 'utf8'] as const));
  },
  'stray bytes': asText((text, dice) => text.replaceAll('s', () => (dice.roll(10) === 0 ? '\xfc' : 's'))),
  'deep JSON': asText((text, dice) => {
    const depth = dice.pick([50, 2_000, 200_000]);
    return (
      dice.pick([`${'['.repeat(depth)}${']'.repeat(depth)}\n`, `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}\n`]) +
      text
    );
  }),
  'a key twice': asText((text) => text.replace(/("[a-z_A-Z]+"\s*:\s*)("[^"]*"|\d+)/, '$1$2, $10')),
  'another JSON value': asText((text, dice) =>
    text.replace(/(?<=: ?)("[^"]*"|\d+)/g, (value) =>
      dice.roll(6) === 0
        ? dice.pick(['null', '-1', '1e400', '""', '[]', '{}', '"../x.csv"', '9007199254740993', '"2099-01-01"', 'true'])
        : value,
    ),
  ),
};

type ByFiles = (files: Files, dice: Dice) => Files;

const names = (files: Files): readonly string[] => [...files.keys()];

/** Damage to the folder. */
const FOLDER: Readonly<Record<string, ByFiles>> = {
  'a file gone': (files, dice) => {
    const gone = dice.pick(names(files));
    return new Map([...files].filter(([name]) => name !== gone));
  },
  'a file renamed': (files, dice) => {
    const old = dice.pick(names(files));
    const name = dice.pick([
      'part-9.csv',
      'part-9.parquet',
      'day=soon/part.csv',
      'day=%zz/x.parquet',
      '_hidden.csv',
      'x-000000000007.csv',
      'manifest',
      'manifest.json',
      'events_20261120.json',
    ]);
    return new Map([...files].map(([path, bytes]) => [path === old ? name : path, bytes]));
  },
  'contents swapped': (files, dice) => {
    const [a, b] = [dice.pick(names(files)), dice.pick(names(files))];
    return new Map(
      [...files].map(([path, bytes]) => [path, files.get(path === a ? b : path === b ? a : path) ?? bytes]),
    );
  },
  'a file more': (files, dice) =>
    new Map([
      ...files,
      [
        dice.pick(['part-00009.csv', 'z.parquet', '_SUCCESS', 'a_manifest', '.x.crc', 'deep/er/part.csv']),
        dice.bytes(dice.roll(400)),
      ],
    ]),
};

/** Makes our manifest describe the files as they are, so that the damage reaches who reads them. */
function describedAgain(files: Files): Files {
  const manifest = files.get('manifest.json');
  if (manifest === undefined) return files;
  let text = Buffer.from(manifest).toString('utf8');
  for (const [path, bytes] of files) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const entry = new RegExp(
      `("path": ${JSON.stringify(path).replaceAll(/[.+*?]/g, '\\$&')},\\s*"bytes": )\\d+(,\\s*"sha256": ")\\w+`,
    );
    text = text.replace(entry, (_, before: string, between: string) => `${before}${bytes.length}${between}${sha256}`);
  }
  return new Map([...files, ['manifest.json', Buffer.from(text)]]);
}

export interface Mutated {
  readonly files: Files;
  /** What was done, in order. */
  readonly done: readonly string[];
}

/** Damages a drop by one to three mutations. */
export function mutate(files: Files, dice: Dice): Mutated {
  let current = files;
  const done: string[] = [];
  for (let count = 1 + dice.roll(3); count > 0; count -= 1) {
    const kind = dice.roll(10);
    if (kind === 0 && current.size > 0) {
      const name = dice.pick(Object.keys(FOLDER));
      current = FOLDER[name]?.(current, dice) ?? current;
      done.push(name);
    } else if (current.size > 0) {
      const table = kind < 5 ? BYTES : TEXT;
      const name = dice.pick(Object.keys(table));
      const path = dice.pick(names(current));
      const bytes = current.get(path) ?? new Uint8Array();
      current = new Map([...current, [path, table[name]?.(bytes, dice) ?? bytes]]);
      done.push(`${name} (${path})`);
    }
  }
  if (dice.roll(4) > 0) return { files: describedAgain(current), done };
  return { files: current, done: [...done, 'manifest as it was'] };
}

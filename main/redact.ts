/** Keys whose values never reach a log: secrets, and what names a person. */
const HIDDEN_KEYS: ReadonlySet<string> = new Set(
  [
    'passphrase',
    'password',
    'secret',
    'token',
    'access_token',
    'metaToken',
    'remoteUrl',
    'warehouseUrl',
    'connectionString',
    'authorization',
    'cookie',
    'privateKey',
    'pem',
    'name',
    'memberName',
    'email',
    'phone',
    'ip',
  ].map((key) => key.toLowerCase()),
);

const HIDDEN = '[hidden]';

const IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/(access_token|appsecret_proof|client_secret|password|token)=[^&\s"']+/gi, `$1=${HIDDEN}`],
  [/("(?:access_token|password|token|passphrase)"\s*:\s*)"[^"]*"/gi, `$1"${HIDDEN}"`],
  [/(Bearer\s+)[A-Za-z0-9._~+/=-]+/g, `$1${HIDDEN}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+(?::[^\s/@]*)?@/gi, `$1${HIDDEN}@`],
  [/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g, HIDDEN],
  [/\bEAA[A-Za-z0-9]{20,}\b/g, HIDDEN],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, HIDDEN],
];

/** The text without tokens, credentials in URLs, keys and mail addresses. */
export const redactText = (text: string): string =>
  IN_TEXT.reduce((out, [pattern, replacement]) => out.replace(pattern, replacement), text);

/** The value with hidden keys and redacted texts, at any depth. */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, HIDDEN_KEYS.has(key.toLowerCase()) ? HIDDEN : redact(inner)]),
  );
}

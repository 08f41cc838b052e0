import { errorMap } from '../../engine/contract/index.ts';
import { ERROR_TABLE, isErrorCode } from '../../engine/core/index.ts';
import type { OpenApi } from './openapi.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly summary: string;
}

const operationsOf = (spec: OpenApi): readonly Operation[] =>
  Object.entries(spec.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item?.[method];
      return operation === undefined
        ? []
        : [{ method: method.toUpperCase(), path, id: operation.operationId ?? '', summary: operation.summary ?? '' }];
    }),
  );

const errorRows = Object.keys(ERROR_TABLE)
  .filter(isErrorCode)
  .map(
    (code) => `| \`${code}\` | ${errorMap[code].status} | ${ERROR_TABLE[code].message} | ${ERROR_TABLE[code].next} |`,
  );

/** docs/api-contracts.md, made from the contract. */
export function renderApiContracts(spec: OpenApi): string {
  const rows = operationsOf(spec).map(
    ({ method, path, id, summary }) => `| \`${method} ${path}\` | \`${id}\` | ${summary} |`,
  );
  return `# API contracts

Made from \`engine/contract\` by \`npm run docs\`; do not edit. The full schemas are in [openapi.json](openapi.json).

One contract is the only API. It is served to the window over a \`MessagePort\`, to the command line in-process, and by
\`gw serve\` over HTTP to programs on this computer; input and output are validated with the same schemas in all three.
Procedures that are long return a stream of progress and end with their result; closing the stream cancels the work.

## Over HTTP

\`gw serve\` listens on 127.0.0.1 (port 4270 unless \`--port\` says otherwise) and holds the workspace as the window does.
Every request sends \`Authorization: Bearer\` with the token of \`http-token\` in the workspace, of \`--token-file\` or of
\`GW_TOKEN\`. Bodies are JSON; what a \`GET\` takes stands in its query. A failure is \`{code, message, next, detail}\` with
the status of its code. A stream is \`text/event-stream\`: \`message\` events, then \`done\` with the result or \`error\` with a
failure. What needs a member needs one who is signed in: \`gw --as NAME serve\`, or \`POST /api/session\`. \`GET /health\`
answers \`{"ok":true}\`. What is refused before a procedure is asked is in SECURITY.md.

## Procedures

| path | procedure | what it does |
| --- | --- | --- |
${rows.join('\n')}

## Errors

A failure is one code of this closed table, with the text for the person and one next step. \`{name}\` is filled from the
error's \`detail\`.

| code | status | message | next |
| --- | --- | --- | --- |
${errorRows.join('\n')}
`;
}

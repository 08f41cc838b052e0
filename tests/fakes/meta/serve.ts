/**
 * The fake on a port, for a manual walk:
 *   npx tsx tests/fakes/meta/serve.ts --port 4711 --token secret --account 1001 --page 2002
 */
import { parseArgs } from 'node:util';
import { FakeMeta } from './core.ts';
import { startFakeMeta } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    token: { type: 'string', default: 'test-token' },
    account: { type: 'string', default: '1001' },
    page: { type: 'string', default: '2002' },
    currency: { type: 'string', default: 'USD' },
  },
});

const fake = new FakeMeta({
  token: values.token,
  accountId: values.account,
  pageIds: [values.page],
  currency: values.currency,
});
const server = await startFakeMeta({ fake, port: Number(values.port) });
console.log(JSON.stringify({ url: server.url, accountId: fake.accountId, pageId: values.page }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    console.log(JSON.stringify({ requests: fake.handled.length, live: fake.store.live.length }));
    void server.close().then(() => process.exit(0));
  });
}

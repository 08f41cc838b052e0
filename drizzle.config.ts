import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './engine/store/ops/schema/index.ts',
  out: './engine/store/ops/migrations',
});

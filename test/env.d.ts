declare namespace Cloudflare {
  interface Env {
    /** The migrations of schema/migrations, read by vitest.config.ts. */
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
    /** A queue whose batches are delivered to the Worker's own handler at once. */
    PROMPT_EVENTS: Queue;
  }
}

/** What wrangler.toml cannot declare because it may be absent. */
interface Env {
  /** Secret: comma-separated `scope:key` pairs. Absent means no key opens anything. */
  API_KEYS?: string;
  /** Workers AI, when bound. */
  AI?: Ai;
}

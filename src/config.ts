import * as z from 'zod';
import { SCOPES, type Scope } from '../schema/api/session.ts';
import { Ticker } from '../schema/primitives.ts';

export interface ApiKey {
  scope: Scope;
  key: string;
}

/** A binding is missing or a variable is wrong; the message names it and says what it must be, never its value. */
export class ConfigError extends Error {
  readonly code = 'misconfigured';
}

const Switch = z.enum(['true', 'false']).transform((value) => value === 'true');

const optional = <T extends z.ZodType>(schema: T) =>
  z
    .literal('')
    .transform(() => null)
    .or(schema)
    .default(null);

const FeedUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.includes('{symbol}'), { error: 'must contain {symbol}' });

const ApiKeys = z.string().transform((text, context): ApiKey[] =>
  text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair, i) => {
      const colon = pair.indexOf(':');
      const scope = SCOPES.find((name) => name === pair.slice(0, colon));
      const key = pair.slice(colon + 1);
      if (!scope || key.length < 8) {
        context.addIssue(
          `entry ${i + 1} must be <scope>:<key>, scope one of ${SCOPES.join(', ')}, key of 8 characters or more`,
        );
      }
      return { scope: scope ?? 'read', key };
    }),
);

const Variables = z
  .object({
    ENABLE_D1_WRITES: Switch,
    USE_D1_READS: Switch,
    ENABLE_KV_WRITES: Switch,
    PUBLIC_READS: Switch.default(false),
    OUTBOX: z.enum(['always', 'on-failure']).default('always'),
    ANALYSIS_TTL_SECONDS: z.coerce.number().int().min(60),
    ANALYSIS_SYMBOLS: z
      .string()
      .transform((text) => text.split(',').map((symbol) => symbol.trim()))
      .pipe(z.array(Ticker).min(1).max(50)),
    NEWS_FEED_URL: optional(FeedUrl),
    PRICE_URL: optional(FeedUrl),
    AI_MODEL: z.string().min(1),
    ACCESS_TEAM_DOMAIN: optional(z.string().regex(/^[a-z0-9-]+\.cloudflareaccess\.com$/)),
    ACCESS_AUD: optional(z.string().min(1)),
    ACCESS_SCOPE: z.enum(SCOPES).default('read'),
    API_KEYS: ApiKeys.default([]),
  })
  .refine((config) => (config.ACCESS_TEAM_DOMAIN === null) === (config.ACCESS_AUD === null), {
    path: ['ACCESS_AUD'],
    error: 'must be set together with ACCESS_TEAM_DOMAIN, or neither',
  });

const BINDINGS = ['PREDICT_JOBS_DB', 'ANALYSIS_KV', 'JOB_EVENTS', 'ASSETS', 'RATE_LIMIT'] as const;

export type Config = z.infer<typeof Variables>;

/** Reads the variables once and checks that every binding is there. Throws ConfigError naming the first fault. */
export function loadConfig(env: Env): Config {
  const missing = BINDINGS.find((name) => typeof env[name] !== 'object');
  if (missing) throw new ConfigError(`binding ${missing} is missing: declare it in wrangler.toml for this environment`);
  const parsed = Variables.safeParse(env);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`variable ${String(issue?.path[0])}: ${issue?.message ?? 'is wrong'}`);
}

/** The flags' defaults, from the variables. */
export const flagDefaults = (config: Config) => ({
  d1_writes: config.ENABLE_D1_WRITES,
  d1_reads: config.USE_D1_READS,
  kv_writes: config.ENABLE_KV_WRITES,
});

import * as z from 'zod';
import { createDocument, type oas32, type ZodOpenApiOverrideContext, type ZodOpenApiPathsObject } from 'zod-openapi';
import { MAX_METRIC_DAYS, MetricDays } from '../../../schema/api/health.ts';
import { Limit, MAX_PAGE } from '../../../schema/api/parameters.ts';
import { DailyReportQuery } from '../../../schema/api/reports.ts';
import { backfillPaths } from './areas/backfills.ts';
import { deadLetterPaths } from './areas/dead-letters.ts';
import { jobPaths } from './areas/jobs.ts';
import { pagePaths } from './areas/pages.ts';
import { servicePaths } from './areas/service.ts';
import { symbolPaths } from './areas/symbols.ts';
import { SCHEMAS } from './components.ts';
import { describeParameters } from './parameters.ts';

const paths: ZodOpenApiPathsObject = {
  ...jobPaths,
  ...symbolPaths,
  ...deadLetterPaths,
  ...backfillPaths,
  ...servicePaths,
  ...pagePaths,
};

const DESCRIPTION = `The result of every scheduled job: stored once, never lost, queryable for ever.

Answers are JSON with \`success: true\`; errors are \`application/problem+json\` (RFC 9457) with \`success: false\`, and
name the parameter or the field at fault. Unknown parameters are refused. Lists page by an opaque cursor: \`next_cursor\`
and \`Link: rel="next"\`. HEAD is answered like GET, OPTIONS by \`Allow\`; a method that a path does not know is a 405
with \`Allow\`. \`source\` says which store answered: while D1 does not, KV does as far as it can.

A key has a scope: \`read\` < \`write\` < \`admin\`. An installation may open reading to all.`;

const securitySchemes: Record<string, oas32.SecuritySchemeObject> = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A key of `API_KEYS`.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key in a header of its own.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-jobledger',
    description:
      'The cookie that `POST /api/v1/session` gives (`jobledger` on localhost). What changes something also carries `X-Jobledger: 1`.',
  },
};

/** Values of a query are text that means a number or a switch: the document says what they mean. */
const MEANINGS = new Map<unknown, oas32.SchemaObject>([
  [Limit, { type: 'integer', minimum: 1, maximum: MAX_PAGE }],
  [MetricDays, { type: 'integer', minimum: 1, maximum: MAX_METRIC_DAYS }],
  [DailyReportQuery.shape.stale, { type: 'boolean', default: false }],
]);

/** A format says it better than zod's pattern of it, and every integer is a safe one. */
function simplify(schema: ZodOpenApiOverrideContext['jsonSchema']): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

function override({ zodSchema, jsonSchema }: ZodOpenApiOverrideContext): void {
  const meaning = MEANINGS.get(zodSchema);
  if (!meaning) {
    simplify(jsonSchema);
    return;
  }
  for (const name of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, name);
  Object.assign(jsonSchema, meaning);
}

const METHODS = ['get', 'put', 'post', 'delete'] as const;

/** The operations of a document, each with its path and method. */
export const operationsOf = ({ paths: all = {} }: oas32.OpenAPIObject) =>
  Object.entries(all).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );

/** Gives the shapes their names. (Handed to createDocument as components they would have to be answers as well.) */
function nameSchemas(): void {
  for (const [id, schema] of Object.entries(SCHEMAS)) z.globalRegistry.add(schema, { id });
}

function make(): oas32.OpenAPIObject {
  nameSchemas();
  const document: oas32.OpenAPIObject = createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Jobledger', version: '1', description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/' }],
      paths,
      components: { securitySchemes },
    },
    { override },
  );
  for (const { operation } of operationsOf(document)) describeParameters(operation);
  return document;
}

let made: oas32.OpenAPIObject | null = null;

/** The OpenAPI document of every route; made once, when it is first asked for. */
export const openApiDocument = (): oas32.OpenAPIObject => (made ??= make());

import { type Schema, Validator } from '@cfworker/json-schema';
import type { oas32 } from 'zod-openapi';
import { openApiDocument, operationsOf } from '../../../src/api/openapi/document.ts';

/** The document as it is served: JSON. */
export const document = JSON.parse(JSON.stringify(openApiDocument())) as oas32.OpenAPIObject;

export interface Described {
  name: string;
  path: string;
  method: string;
  operation: oas32.OperationObject;
}

export const described: Described[] = operationsOf(document).map((each) => ({
  ...each,
  name: `${each.method.toUpperCase()} ${each.path}`,
}));

/** What a value of the document says is wrong with another one; empty when it fits. */
export function faults(schema: object, value: unknown): string[] {
  const whole = { ...schema, components: document.components } as unknown as Schema;
  const { errors } = new Validator(whole, '2020-12', false).validate(value);
  return errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`);
}

type Response = oas32.ResponseObject | oas32.ReferenceObject;

/** The documented answer of a status, a reference to a shared one resolved; undefined where it is not documented. */
export function documented({ operation }: Described, status: number): oas32.ResponseObject | undefined {
  const found = operation.responses?.[String(status)] as Response | undefined;
  if (!found || !('$ref' in found)) return found;
  const shared = document.components?.responses?.[found.$ref.split('/').at(-1) ?? ''];
  return shared && !('$ref' in shared) ? shared : undefined;
}

const mediaType = (answer: globalThis.Response): string =>
  (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';

/** Headers that an answer may lack: the last page has no Link, a stream no ETag, JSON says itself where it is from. */
function optional(answer: globalThis.Response): string[] {
  if (!/csv|ndjson/.test(mediaType(answer))) return ['Link', 'X-Source', 'X-Warnings'];
  return answer.headers.get('x-source') === 'kv' ? ['Link', 'ETag'] : ['Link', 'ETag', 'X-Warnings'];
}

/** Reads an answer and says what about it is not as the document has it. */
export async function deviations(each: Described, answer: globalThis.Response): Promise<string[]> {
  const text = await answer.text();
  const response = documented(each, answer.status);
  if (!response) return [`${each.name} answers ${answer.status}, which is not documented: ${text.slice(0, 300)}`];
  if (text === '' && !response.content) return [];
  const media = response.content?.[mediaType(answer)];
  if (!media) return [`${each.name} answers ${answer.status} as ${mediaType(answer)}, which is not documented`];
  const absent = optional(answer);
  const missing = Object.keys(response.headers ?? {}).filter(
    (name) => !absent.includes(name) && !answer.headers.has(name),
  );
  const schema = 'schema' in media && typeof media.schema === 'object' ? media.schema : {};
  const body: unknown =
    /\bjson\b/.test(mediaType(answer)) && !mediaType(answer).includes('ndjson') ? JSON.parse(text) : text;
  return [...missing.map((name) => `no header ${name}`), ...faults(schema, body)];
}

import type { oas32 } from 'zod-openapi';
import { type Content, html } from '../../domain/html/markup.ts';
import { limitsOf, type Schema, typeOf } from './schema.ts';
import { json, paragraphs, prose } from './text.ts';

export interface Listed {
  path: string;
  method: string;
  operation: oas32.OperationObject;
}

/** Where an operation stands on the page. */
export const anchorOf = ({ operation }: Listed): string => `op-${operation.operationId ?? ''}`;

const parametersOf = ({ operation }: Listed): oas32.ParameterObject[] =>
  (operation.parameters ?? []).filter((each): each is oas32.ParameterObject => 'name' in each);

function parameterRow({ name, in: where, required = false, schema, description = '', example }: oas32.ParameterObject) {
  const shape: Schema = schema ?? true;
  const limits = limitsOf(shape);
  return html`<tr><th scope="row"><code>${name}</code></th><td>${where}${required ? ', required' : null}</td>
<td class="long">${typeOf(shape)}${limits === null ? null : html`<br><span class="soft">${limits}</span>`}</td>
<td class="long">${prose(description)}${example === undefined ? null : html` <span class="soft">Like <code>${String(example)}</code>.</span>`}</td></tr>`;
}

function parameters(listed: Listed): Content {
  const all = parametersOf(listed);
  if (all.length === 0) return null;
  return html`<h4>Parameters</h4><div class="scroll"><table>
<thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead>
<tbody>${all.map(parameterRow)}</tbody></table></div>`;
}

function body({ operation: { requestBody } }: Listed): Content {
  if (!requestBody || !('content' in requestBody)) return null;
  const required = requestBody.required ? null : ' (may be left out)';
  return html`<h4>Body${required}</h4>${Object.entries(requestBody.content).map(([type, media]) =>
    'schema' in media && media.schema ? html`<p><code>${type}</code>: ${typeOf(media.schema)}</p>` : null,
  )}`;
}

function responseRow(status: string, response: oas32.ResponseObject): Content {
  const forms = Object.entries(response.content ?? {}).map(([type, media]) => [
    html`<code>${type}</code>`,
    'schema' in media && media.schema ? [': ', typeOf(media.schema), html`<br>`] : null,
  ]);
  return html`<tr><th scope="row">${status}</th><td class="long">${prose(response.description ?? '')}</td><td class="long">${forms}</td></tr>`;
}

/** What an answer of an operation is, a reference to a shared one resolved. */
export function responsesOf(
  { operation }: Listed,
  shared: NonNullable<oas32.ComponentsObject['responses']>,
): [string, oas32.ResponseObject][] {
  const resolve = (response: oas32.ResponseObject | oas32.ReferenceObject): oas32.ResponseObject | undefined => {
    if (!('$ref' in response)) return response;
    const found = shared[response.$ref.split('/').at(-1) ?? ''];
    return found && !('$ref' in found) ? found : undefined;
  };
  return Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
    const resolved = resolve(response as oas32.ResponseObject | oas32.ReferenceObject);
    return resolved ? [[status, resolved] as [string, oas32.ResponseObject]] : [];
  });
}

function answerExample(responses: readonly [string, oas32.ResponseObject][]): Content {
  for (const [, { content = {} }] of responses) {
    const media = content['application/json'];
    if (media && 'example' in media && media.example !== undefined) {
      return html`<details><summary>Example of an answer</summary>${json(media.example)}</details>`;
    }
  }
  return null;
}

const exampleBody = ({ operation: { requestBody } }: Listed): unknown => {
  const media = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
  return media && 'example' in media ? media.example : undefined;
};

/** The call as one types it. `origin` is where this page came from. */
function curl(listed: Listed, origin: string): string {
  const all = parametersOf(listed);
  const path = all
    .filter((each) => each.in === 'path')
    .reduce((before, { name, example }) => before.replace(`{${name}}`, String(example ?? name)), listed.path);
  const payload = exampleBody(listed);
  const lines = [
    `curl ${listed.method === 'get' ? '' : `-X ${listed.method.toUpperCase()} `}'${origin}${path}'`,
    ...((listed.operation.security ?? []).length > 0 ? ['-H "Authorization: Bearer $KEY"'] : []),
    ...all.filter((each) => each.in === 'header').map(({ name, example }) => `-H '${name}: ${String(example)}'`),
    ...(payload === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(payload, null, 2).replaceAll("'", "'\\''")}'`]),
  ];
  return lines.join(' \\\n     ');
}

const table = (responses: readonly [string, oas32.ResponseObject][]): Content => html`<div class="scroll"><table>
<thead><tr><th>Status</th><th>Meaning</th><th>Form</th></tr></thead>
<tbody>${responses.map(([status, response]) => responseRow(status, response))}</tbody></table></div>`;

function answers(responses: readonly [string, oas32.ResponseObject][]): Content {
  const [good, bad] = [responses.filter(([status]) => status < '4'), responses.filter(([status]) => status >= '4')];
  return html`<h4>Answers</h4>${table(good)}${answerExample(good)}
<details><summary>Errors: ${bad.map(([status]) => status).join(', ')}</summary>${table(bad)}</details>`;
}

/** One operation: what it does, takes and answers. */
export function operationSection(
  listed: Listed,
  origin: string,
  shared: NonNullable<oas32.ComponentsObject['responses']>,
): Content {
  const { path, method, operation } = listed;
  return html`<section class="operation" id="${anchorOf(listed)}">
<h3><span class="method method-${method}">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p><strong>${prose(operation.summary ?? '')}</strong></p>
${paragraphs(operation.description ?? '')}
${parameters(listed)}
${body(listed)}
<pre><code>${curl(listed, origin)}</code></pre>
${answers(responsesOf(listed, shared))}
</section>`;
}

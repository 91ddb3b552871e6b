import type { oas32 } from 'zod-openapi';
import { type Content, html } from '../../domain/html/markup.ts';
import { joined, prose } from './text.ts';

export type Schema = oas32.SchemaObject | oas32.ReferenceObject;
type Shape = Exclude<oas32.SchemaObject, boolean>;

const isShape = (schema: Schema): schema is Shape => typeof schema === 'object' && !('$ref' in schema);

const nameOf = (reference: string): string => reference.split('/').at(-1) ?? reference;

const link = (reference: string): Content => html`<a href="#schema-${nameOf(reference)}">${nameOf(reference)}</a>`;

const alternatives = ({ anyOf, oneOf }: Shape): readonly Schema[] => anyOf ?? oneOf ?? [];

const values = (all: readonly unknown[]): Content =>
  joined(
    all.map((value) => html`<code>${JSON.stringify(value)}</code>`),
    ' or ',
  );

const simpleType = ({ type, format }: Shape): string => {
  const types = [type ?? 'anything'].flat().join(' or ');
  return format === undefined ? types : `${types}, ${format}`;
};

/** The type of a schema in a few words; shapes with a name are links. */
export function typeOf(schema: Schema): Content {
  if (typeof schema === 'boolean') return 'anything';
  if ('$ref' in schema && schema.$ref !== undefined) return link(schema.$ref);
  if (!isShape(schema)) return 'anything';
  if (schema.const !== undefined) return values([schema.const]);
  if (schema.enum) return values(schema.enum);
  const either = alternatives(schema);
  if (either.length > 0) return joined(either.map(typeOf), ' or ');
  if (schema.type === 'array') return ['list of ', typeOf(schema.items ?? true)];
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object' && !schema.properties) {
    return ['object of ', typeOf(schema.additionalProperties)];
  }
  return simpleType(schema);
}

const LIMITS = [
  ['minimum', 'at least'],
  ['maximum', 'at most'],
  ['minLength', 'characters at least'],
  ['maxLength', 'characters at most'],
  ['minItems', 'entries at least'],
  ['maxItems', 'entries at most'],
  ['pattern', 'matches'],
  ['default', 'default'],
] as const;

/** What bounds a value, and what it is where it is left out. */
export function limitsOf(schema: Schema): Content {
  if (!isShape(schema)) return null;
  const told = LIMITS.flatMap(([name, words]) => {
    const value: unknown = schema[name];
    return value === undefined
      ? []
      : [html`${words} <code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`];
  });
  return joined(told, ', ');
}

/** The object that a schema is, or that the entries of its list or one of its alternatives are. */
function membersHolder(schema: Schema): Shape | null {
  if (!isShape(schema)) return null;
  if (schema.properties) return schema;
  if (schema.type === 'array') return membersHolder(schema.items ?? true);
  return (
    alternatives(schema)
      .map(membersHolder)
      .find((each) => each !== null) ?? null
  );
}

function member(name: string, schema: Schema, required: boolean): Content {
  const limits = limitsOf(schema);
  const inner = membersHolder(schema);
  const about = isShape(schema) && schema.description !== undefined ? html` ${prose(schema.description)}` : null;
  return html`<li><code>${name}</code>${required ? null : html` <span class="soft">(optional)</span>`}:
${typeOf(schema)} ${limits === null ? null : html`<span class="soft">${limits}</span>`}${about}${inner === null ? null : members(inner)}</li>`;
}

/** The members of an object, and theirs. */
export function members(schema: Shape): Content {
  const required = new Set(schema.required ?? []);
  const all = Object.entries(schema.properties ?? {});
  return html`<ul class="members">${all.map(([name, each]) => member(name, each, required.has(name)))}</ul>`;
}

/** A named shape. One that is several (a report is of four kinds) shows each. */
export function namedSchema(name: string, schema: Schema): Content {
  const shapes = isShape(schema) && !schema.properties ? alternatives(schema).filter(isShape) : [];
  const shown = isShape(schema) && schema.properties ? [schema] : shapes;
  return html`<section class="schema" id="schema-${name}">
<h3>${name}</h3>
${shown.length === 0 ? html`<p>${typeOf(schema)}</p>` : shown.map(members)}
</section>`;
}

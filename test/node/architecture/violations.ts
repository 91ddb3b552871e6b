import ts from 'typescript';
import { type Import, importsOf, lineOf } from './imports.ts';
import { type Layer, layerOf } from './layers.ts';

/** Statements, not words: "Select a row" in a text is no SQL. */
const SQL =
  /\b(SELECT\s[\s\S]+\sFROM|WITH\s+\w+\s+AS\s*\()\s|\b(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|(CREATE|ALTER|DROP)\s+(UNIQUE\s+)?(TABLE|INDEX))\s/;

/** What a rule needs to be pure of: the clock, chance and the network. */
const IMPURE = new Set(['Date.now', 'performance.now', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues']);

/** What breaks the table in one file, each as `path:line what`. Files outside the table (tests, benches) are free. */
export function violations(path: string, text: string): string[] {
  const layer = layerOf(path);
  if (!layer) return path.startsWith('src/') ? [`${path}:1 belongs to no layer of the table`] : [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = importsOf(source).flatMap((each) =>
    importFaults(layer, each).map((what) => ({ line: each.line, what })),
  );
  visit(source);
  return found.sort((a, b) => a.line - b.line).map(({ line, what }) => `${path}:${line} ${what}`);

  function visit(node: ts.Node): void {
    for (const what of nodeFaults(layer ?? { path, mayImport: [] }, node))
      found.push({ line: lineOf(source, node), what });
    ts.forEachChild(node, visit);
  }
}

function importFaults(layer: Layer, { specifier, target, typeOnly, clause }: Import): string[] {
  if (target === null) return packageFaults(layer, specifier, clause);
  if (!/\.(tsx?|json|css|sql)$/.test(target)) return [`imports ${specifier} without its extension`];
  const isOneOf = (paths: readonly string[] = []) => paths.some((allowed) => target.startsWith(allowed));
  if (isOneOf([layer.path, ...layer.mayImport]) || (typeOnly && isOneOf(layer.mayImportTypesOf))) return [];
  const instead = isOneOf(layer.mayImportTypesOf) ? 'only types may be imported from there' : 'the table forbids it';
  return [`imports ${target}: ${instead}`];
}

function packageFaults(layer: Layer, specifier: string, clause: ts.ImportClause | null): string[] {
  const names = clause?.namedBindings;
  if (specifier === 'zod' && names && !ts.isNamespaceImport(names)) {
    return ["imports zod by name: `import * as z from 'zod'` keeps the bundle at a fifth"];
  }
  if (specifier !== 'cloudflare:workers') return [];
  const takesEnv =
    names && ts.isNamedImports(names) && names.elements.some((e) => (e.propertyName ?? e.name).text === 'env');
  return takesEnv && !layer.seesEnv ? ['imports env: take the binding as a parameter'] : [];
}

function nodeFaults(layer: Layer, node: ts.Node): string[] {
  const faults: string[] = [];
  if (node.kind === ts.SyntaxKind.AnyKeyword) faults.push('says any');
  if (!layer.seesEnv && isEnvType(node)) faults.push('names Env: take the binding as a parameter');
  if (!layer.holdsSql && isSql(node)) faults.push('holds SQL: it belongs to src/storage');
  if (layer.pure && isImpure(node)) faults.push(`uses ${node.getText()}: a rule is told the time and does no I/O`);
  return faults;
}

function isEnvType(node: ts.Node): boolean {
  return ts.isTypeReferenceNode(node) && /^(Cloudflare\.)?Env$/.test(node.typeName.getText());
}

function isSql(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node)) return SQL.test(`${node.text} `);
  return ts.isTemplateExpression(node) && SQL.test(`${node.getText()} `);
}

function isImpure(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return IMPURE.has(node.getText());
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  return ts.isCallExpression(node) && node.expression.getText() === 'fetch';
}

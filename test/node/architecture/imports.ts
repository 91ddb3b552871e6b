import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

export interface Import {
  /** As written: a package, or a relative path. */
  specifier: string;
  /** Relative imports: the file meant, from the project's root. */
  target: string | null;
  typeOnly: boolean;
  line: number;
  clause: ts.ImportClause | null;
}

/** Every import of a file: static, dynamic, re-exports, and `import('…')` in types. */
export function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  visit(source);
  return found;

  function visit(node: ts.Node): void {
    const parsed = importAt(node);
    if (parsed)
      found.push({ ...parsed, target: target(source.fileName, parsed.specifier), line: lineOf(source, node) });
    ts.forEachChild(node, visit);
  }
}

/** Line of a node, from 1. */
export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

type Found = Pick<Import, 'specifier' | 'typeOnly' | 'clause'>;

function importAt(node: ts.Node): Found | null {
  if (ts.isImportDeclaration(node)) {
    return from(node.moduleSpecifier, isTypeOnly(node.importClause), node.importClause);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return from(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return from(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return from(node.arguments[0], false);
  }
  return null;
}

function from(specifier: ts.Node | undefined, typeOnly: boolean, clause?: ts.ImportClause): Found | null {
  if (!specifier || !ts.isStringLiteralLike(specifier)) return null;
  return { specifier: specifier.text, typeOnly, clause: clause ?? null };
}

/** `import type …`, or braces in which every name is marked `type`. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return !clause.name && names !== undefined && ts.isNamedImports(names) && names.elements.every((e) => e.isTypeOnly);
}

function target(importer: string, specifier: string): string | null {
  return specifier.startsWith('.') ? join(dirname(importer), specifier) : null;
}

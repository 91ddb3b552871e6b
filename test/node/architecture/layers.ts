/** The import table: what each folder may import besides itself. The longest matching path decides. */
export interface Layer {
  path: string;
  mayImport: readonly string[];
  /** Only their types: nothing of them may be in the built result. */
  mayImportTypesOf?: readonly string[];
  /** Must not read the clock, draw lots or do I/O: a rule is told what it needs. */
  pure?: true;
  /** May name `Env`: the place where bindings are handed out. */
  seesEnv?: true;
  /** May hold SQL. */
  holdsSql?: true;
}

export const LAYERS: readonly Layer[] = [
  { path: 'schema/', mayImport: [] },
  { path: 'src/domain/', mayImport: ['schema/'], pure: true },
  { path: 'src/storage/', mayImport: ['schema/', 'src/domain/'], holdsSql: true },
  {
    path: 'src/api/',
    mayImport: ['schema/', 'src/domain/', 'src/storage/', 'src/config.ts', 'producers/'],
    seesEnv: true,
  },
  { path: 'src/config.ts', mayImport: ['schema/', 'src/domain/'], seesEnv: true },
  {
    path: 'src/index.ts',
    mayImport: ['schema/', 'src/', 'producers/', 'consumers/'],
    seesEnv: true,
  },
  { path: 'producers/', mayImport: ['schema/', 'src/domain/', 'src/storage/'] },
  { path: 'consumers/', mayImport: ['schema/', 'src/domain/', 'src/storage/', 'producers/publish.ts'] },
  { path: 'dashboard/', mayImport: [], mayImportTypesOf: ['schema/'] },
  { path: 'client/', mayImport: [] },
  { path: 'cli/', mayImport: ['schema/', 'client/'] },
  { path: 'cli/client.ts', mayImport: ['cli/', 'src/api/openapi/document.ts'] },
  // The database itself, from outside: what it is made of, its migrations, its copies.
  { path: 'cli/database/', mayImport: ['schema/', 'cli/', 'src/domain/'], holdsSql: true },
];

/** The layer of a file, or undefined when the table does not know its folder. */
export function layerOf(path: string): Layer | undefined {
  return LAYERS.filter((layer) => path.startsWith(layer.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

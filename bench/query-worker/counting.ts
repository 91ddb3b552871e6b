/** The database, counting the rows its answers say were read. */
export function counting(db: D1Database): { db: D1Database; rowsRead: () => number } {
  let rows = 0;
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const count = (answers: readonly D1Result[]): void => {
    for (const { meta } of answers) rows += meta.rows_read;
  };
  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => counted(target.bind(...values));
        if (name !== 'all') throw new Error(`${String(name)} is not counted`);
        return async () => {
          const answer = await target.all();
          count([answer]);
          return answer;
        };
      },
    });
    originals.set(proxy, statement);
    return proxy;
  };
  const proxy = new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => counted(target.prepare(sql));
      if (name !== 'batch') throw new Error(`${String(name)} is not counted`);
      return async (statements: D1PreparedStatement[]) => {
        const answers = await target.batch(statements.map((each) => originals.get(each) ?? each));
        count(answers);
        return answers;
      };
    },
  });
  return { db: proxy, rowsRead: () => rows };
}

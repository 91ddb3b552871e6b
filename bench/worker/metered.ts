/** What a database was asked for and what it billed. */
export interface Meter {
  roundTrips: number;
  rowsWritten: number;
  rowsRead: number;
}

export const zeroMeter = (): Meter => ({ roundTrips: 0, rowsWritten: 0, rowsRead: 0 });

function count(meter: Meter, answers: readonly D1Result[]): void {
  meter.roundTrips += 1;
  for (const { meta } of answers) {
    meter.rowsWritten += meta.rows_written;
    meter.rowsRead += meta.rows_read;
  }
}

/** The statement the platform knows behind a metered one. */
const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

function meteredStatement(meter: Meter, statement: D1PreparedStatement): D1PreparedStatement {
  const metered = new Proxy(statement, {
    get(target, name) {
      if (name === 'bind') return (...args: unknown[]) => meteredStatement(meter, target.bind(...args));
      if (name === 'run' || name === 'all') {
        return async () => {
          const answer = await target[name]();
          count(meter, [answer]);
          return answer;
        };
      }
      throw new Error(`${String(name)} of a statement is not metered`);
    },
  });
  originals.set(metered, statement);
  return metered;
}

/** The database, counting its round trips and the rows it reports as read and written. */
export function metered(db: D1Database, meter: Meter): D1Database {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => meteredStatement(meter, target.prepare(sql));
      if (name === 'batch') {
        return async (statements: D1PreparedStatement[]) => {
          const answers = await target.batch(statements.map((each) => originals.get(each) ?? each));
          count(meter, answers);
          return answers;
        };
      }
      throw new Error(`${String(name)} of a database is not metered`);
    },
  });
}

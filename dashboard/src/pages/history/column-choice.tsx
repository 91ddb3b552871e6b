import { useQuery } from '../../state/address.ts';
import { useClosing } from '../../ui/use-closing.ts';
import { COLUMNS, chosenColumns, columnsValue } from './columns.tsx';

/** Which columns the table shows; kept in the address, so that a link shows the same table. */
export function ColumnChoice() {
  const [query, setQuery] = useQuery();
  const element = useClosing();
  const chosen = chosenColumns(query['cols']).map(({ name }) => name);
  const toggle = (name: string) => {
    const names = COLUMNS.map((column) => column.name).filter((each) => chosen.includes(each) !== (each === name));
    if (names.length > 0) setQuery({ cols: columnsValue(names) }, true);
  };
  return (
    <details class="menu end" ref={element}>
      <summary class="button">Columns</summary>
      <fieldset class="column-choice">
        <legend class="unseen">Columns of the table</legend>
        {COLUMNS.map(({ name, head }) => (
          <label key={name} class="check">
            <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
            {head}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

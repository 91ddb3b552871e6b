import { useLocation } from 'preact-iso/router';
import { useSymbols } from '../../api.ts';
import { symbolPath } from '../../routes.ts';
import { useTitle } from '../../shell/title.ts';
import { useQuery } from '../../state/address.ts';
import { Field } from '../../ui/field.tsx';
import { Paging } from '../../ui/paging.tsx';
import { Empty, ReadState } from '../../ui/read-state.tsx';
import { SymbolsTable } from './symbols-table.tsx';

const PAGE = '200';

/** Every symbol there are results for, with what was last said of it. */
export function Symbols() {
  useTitle('Symbols');
  const [query] = useQuery();
  const { route } = useLocation();
  const read = useSymbols({ limit: query['limit'] ?? PAGE, cursor: query['cursor'] });
  const names = (read.data?.symbols ?? []).map(({ symbol }) => symbol);
  const open = (text: string) => {
    if (text !== '') route(symbolPath(text.toUpperCase()));
  };
  return (
    <>
      <div class="head">
        <h1>Symbols</h1>
        <search class="actions">
          <Field label="Go to symbol" name="symbol" value="" onChange={open} options={names} isSearch />
        </search>
      </div>
      <section class="card" aria-label="Symbols">
        <ReadState of={read} what="the symbols" lines={12}>
          {({ symbols, next_cursor }) => (
            <>
              {symbols.length === 0 ? (
                <Empty title="No symbol has a result yet">
                  Symbols appear here with the first analysis that names them: see the <a href="/history">history</a>.
                </Empty>
              ) : (
                <SymbolsTable symbols={symbols} />
              )}
              <Paging next={next_cursor} shown={symbols.length} label="Pages of the symbols" by="name" usual={PAGE} />
            </>
          )}
        </ReadState>
      </section>
    </>
  );
}

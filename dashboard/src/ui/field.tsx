import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  name: string;
  value: string;
  /** Told when the person has finished: Enter, or leaving the field. */
  onChange: (value: string) => void;
  type?: 'text' | 'date' | 'search';
  /** Offered while typing. */
  options?: readonly string[];
  placeholder?: string;
  /** Focused by the key `/`. */
  isSearch?: boolean;
}

/** A date field takes nothing else, and complains to the console of it. */
function isDate(value: string): boolean {
  const epoch = Date.parse(`${value}T12:00:00Z`);
  return !Number.isNaN(epoch) && new Date(epoch).toISOString().slice(0, 10) === value;
}

/** A labelled input. */
export function Field({ label, name, value, onChange, type = 'text', options, placeholder, isSearch }: FieldProps) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        value={type === 'date' && !isDate(value) ? '' : value}
        placeholder={placeholder}
        list={options ? `${id}-options` : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        data-search={isSearch}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      {options && (
        <datalist id={`${id}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </p>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  /** Value and word of each choice. */
  options: readonly (readonly [string, string])[];
}

/** A labelled choice of a few. */
export function Choice({ label, name, value, onChange, options }: ChoiceProps) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </p>
  );
}

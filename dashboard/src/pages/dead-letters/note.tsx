import { useId } from 'preact/hooks';

/** A note that is kept in the history. */
export function Note({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>Note for the record (optional)</label>
      <input
        id={id}
        name="note"
        value={value}
        maxLength={1000}
        autocomplete="off"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </p>
  );
}

export function State() {
  return (
    <section class="card third" aria-labelledby="state">
      <header>
        <h2 id="state">State</h2>
      </header>
    </section>
  );
}

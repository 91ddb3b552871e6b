/** Hands a file to the person, as a download would. */
export function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser takes the address up before the next task.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

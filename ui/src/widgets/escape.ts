/** What a form does with Escape: it closes, and nothing around it hears of the key. */
export function onEscape(close: (() => void) | null): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Escape" || !close) return;
    event.stopPropagation();
    close();
  };
}

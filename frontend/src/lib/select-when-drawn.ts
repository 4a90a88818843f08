/** Selects in a text that is drawn with the next frame; whoever has typed on by then is left where they are. */
export function selectWhenDrawn(field: HTMLTextAreaElement, text: string, start: number, end = start): void {
  requestAnimationFrame(() => {
    if (field.value === text) field.setSelectionRange(start, end);
  });
}
